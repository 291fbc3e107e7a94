"""Serving: a record and a port in, pages on this machine until it is told to stop."""

from collections.abc import Callable

import uvicorn

from dragoman.errors import PortTaken
from dragoman.ledger import Ledger
from dragoman.web.app import application

HOST = "127.0.0.1"  # never another: whoever can reach the port can read the record


def serve(ledger: Callable[[], Ledger], port: int, ready: Callable[[str], object]) -> None:
    """Serve until interrupted; `ready` gets the address once it answers there. Port 0 is any that is free."""
    config = uvicorn.Config(
        application(ledger), host=HOST, port=port, log_level="critical", access_log=False, server_header=False,
        date_header=False, lifespan="on", timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = _Server(config, ready)
    try:
        server.run()
    except SystemExit:
        if server.started:
            raise
        # What uvicorn makes of a port that is taken.
        raise PortTaken(f"port {port} cannot be had; another program may hold it: choose one with --port") from None


class _Server(uvicorn.Server):
    """Says when it answers, not when it only has a port."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], object]):
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            self._ready(f"http://{HOST}:{port}/")
