"""The knowledge tables hold together: states, organisations, organs, the PLOVER codebook."""

import re
import tomllib
from collections import defaultdict
from importlib.resources import files

import pytest

NOT_UN_MEMBERS = {"COK", "HKG", "KOS", "NIU", "PSE", "TWN", "VAT"}
SECTORS = """
    COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
    IGO NGO
"""
TYPES = """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT
"""
QUADS = {f"{kind} {tone}" for kind in ("verbal", "material") for tone in ("cooperation", "conflict")}


def table(name: str) -> dict:
    return tomllib.loads((files("dragoman.lexicon") / name).read_text("utf-8"))


STATES = table("states.toml")
BODIES = table("organisations.toml")
ORGANS = table("organs.toml")["organ"]
ROLE_ORGANS = table("organs.toml")["role_organ"]
PLOVER = table("plover.toml")


def words_of_state(state: dict) -> set[str]:
    capitals = {state["capital"]} if "capital" in state else set()
    return {*state["names"], *state["adjectives"], *state["demonyms"], *state.get("capitals", ()), *capitals}


def claims() -> dict[str, dict[str, bool]]:
    """Each name, who claims it, and whether that claim is ambiguous."""
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    for code, state in STATES.items():
        for name in words_of_state(state):
            owners[name][code] = name in state.get("ambiguous", ())
    for key, body in (*BODIES.items(), *((organ["id"], organ) for organ in ORGANS)):
        for name in body["names"]:
            owners[name][key] = name in body.get("ambiguous", ())
    return owners


# --- states ---


def test_every_un_member_is_there():
    assert set(STATES) > NOT_UN_MEMBERS
    assert len(set(STATES) - NOT_UN_MEMBERS) == 193


def test_state_codes_are_well_formed():
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in STATES)
    assert list(STATES) == sorted(STATES)


def test_every_fips_code_stands_once():
    codes = [state["fips"] for state in STATES.values()]
    assert all(re.fullmatch(r"[a-z]{2}", code) for code in codes)
    assert len(codes) == len(set(codes))


FIPS = """
    ks KOR, kn PRK, uk GBR, gm DEU, ch CHN, sz CHE, ci CHL, ja JPN, as AUS, au AUT, sp ESP, ei IRL,
    is ISR, iz IRQ, ni NGA, ng NER, sf ZAF, od SSD, su SDN, sw SWE, rs RUS, ri SRB, sn SGP, sg SEN,
    po PRT, ps PLW, pa PRY, pm PAN, pp PNG, rp PHL, tu TUR, tx TKM, to TGO, tn TON, ts TUN, td TTO,
    tt TLS, tp STP, ct CAF, cd TCD, cg COD, cf COG, bm MMR, bf BHS, bh BLZ, ba BHR, bl BOL, lo SVK,
    si SVN, mn MCO, mg MNG, ma MDG, mo MAR, mj MNE, mi MWI, mp MUS, vm VNM, nh VUT, vt VAT, za ZMB,
    zi ZWE, up UKR, kv KOS
"""


@pytest.mark.parametrize(("fips", "code"), [pair.split() for pair in FIPS.split(",")])
def test_fips_is_not_iso(fips, code):
    assert STATES[code]["fips"] == fips


def test_every_state_has_its_printed_name_among_its_names():
    assert all(state["name"] in state["names"] for state in STATES.values())


def test_ambiguous_words_are_words_of_their_state():
    for code, state in STATES.items():
        assert set(state.get("ambiguous", ())) <= words_of_state(state), code


def test_not_names_hold_a_word_of_their_state():
    for code, state in STATES.items():
        for phrase in state.get("not_names", ()):
            whole_words = (rf"(?<!\w){re.escape(word)}(?!\w)" for word in words_of_state(state))
            assert any(re.search(pattern, phrase) for pattern in whole_words), (code, phrase)


def test_words_for_a_state_that_is_no_more_are_among_those_of_its_land():
    for code, state in STATES.items():
        for name, words in state.get("past", {}).items():
            assert words and set(words) <= words_of_state(state) | set(state["not_names"]), (code, name)


def test_not_names_are_nobodys_names():
    phrases = {phrase for state in STATES.values() for phrase in state.get("not_names", ())}
    assert phrases & set(claims()) == set()


MEANT = """
    South Korea = KOR, S. Korea = KOR, Seoul = KOR, DPRK = PRK, U.K. = GBR, Britain = GBR,
    British = GBR, U.S. = USA, America = USA, Washington = USA, Türkiye = TUR, Czechia = CZE,
    Burma = MMR, Nay Pyi Taw = MMR, Côte d'Ivoire = CIV, DR Congo = COD, UAE = ARE, PRC = CHN,
    Swaziland = SWZ, Kiev = UKR, Kyiv = UKR, Vatican = VAT, Filipino = PHL, Nigerien = NER,
    Nigerian = NGA, Gaza = PSE, Pristina = KOS, Poles = POL, Kremlin = RUS.kremlin,
    Foggy Bottom = USA.state-department, Hizbollah = HEZBOLLAH, U.N. = UN, Group of Seven = G7
"""


@pytest.mark.parametrize(("name", "code"), [pair.strip().split(" = ") for pair in MEANT.split(",")])
def test_who_is_meant(name, code):
    assert set(claims()[name]) == {code}


DOUBTFUL = """
    Georgia, Jordan, Chad, Guinea, Congo, Korea, Korean, Samoa, Dominican, Panama City, Kingston,
    Victoria, San Jose, Santiago, Georgetown, Male, Congress, RSF, SDF, Quad, Brussels
"""


@pytest.mark.parametrize("name", [name.strip() for name in DOUBTFUL.split(",")])
def test_doubtful_names_are_marked(name):
    assert all(claims()[name].values())


@pytest.mark.parametrize("name", ["Washington", "Dublin", "Turkey", "Niger", "Nigeria", "London", "Moscow"])
def test_plain_names_are_not_marked(name):
    assert not any(claims()[name].values())


def test_tel_aviv_is_not_a_capital():
    assert "Tel Aviv" not in claims()


# --- all names together ---


def test_a_name_has_at_most_one_plain_owner():
    plain = {name: [key for key, doubtful in who.items() if not doubtful] for name, who in claims().items()}
    assert {name: keys for name, keys in plain.items() if len(keys) > 1} == {}


def test_names_are_written_as_the_tables_say():
    for name in claims():
        assert name == name.strip()
        assert not name.startswith("the ")
        assert "’" not in name
        assert "  " not in name


def test_no_list_says_a_thing_twice():
    for entry in (*STATES.values(), *BODIES.values(), *ORGANS, *ROLE_ORGANS):
        for key, value in entry.items():
            if isinstance(value, list):
                assert len(value) == len(set(value)), (entry["name"], key)


# --- organisations and groups ---


def test_body_ids_are_well_formed_and_no_state():
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", key) for key in BODIES)
    assert set(BODIES).isdisjoint(STATES)


def test_every_body_says_what_it_is():
    for key, body in BODIES.items():
        assert body["kind"] in ("organisation", "group"), key
        assert body["sector"] in SECTORS.split(), key
        assert body["name"] in body["names"], key
        assert set(body.get("ambiguous", ())) <= set(body["names"]), key
        assert body.get("part_of", "UN") in BODIES, key


def test_only_groups_act_for_a_state():
    for key, body in BODIES.items():
        assert "state" not in body or (body["kind"] == "group" and body["state"] in STATES), key


def test_members_are_states():
    for key, body in BODIES.items():
        assert set(body.get("members", ())) <= set(STATES), key
        assert len(body.get("members", ())) <= 60, key


MEMBERS = """
    EU 27, NATO 32, G7 7, G20 19, BRICS 10, ASEAN 11, GCC 6, QUAD 4, AUKUS 3, ECOWAS 12, MERCOSUR 5,
    SCO 10, EAC 8, SADC 16, AL 22, AU 54, OIC 57, OSCE 57, COE 46, OECD 38, APEC 21, SAARC 8,
    CARICOM 14, CPTPP 12, ECCAS 10
"""


@pytest.mark.parametrize(("key", "count"), [pair.split() for pair in MEMBERS.split(",")])
def test_how_many_members(key, count):
    assert len(BODIES[key]["members"]) == int(count)


# --- organs ---


def test_organ_ids_are_well_formed_and_unique():
    ids = [organ["id"] for organ in ORGANS]
    assert len(ids) == len(set(ids))
    for organ in ORGANS:
        assert re.fullmatch(rf"{organ['state']}\.[a-z0-9]+(-[a-z0-9]+)*", organ["id"])
        assert organ["state"] in STATES


def test_every_organ_says_what_it_is():
    for organ in ORGANS:
        assert organ["sector"] in SECTORS.split(), organ["id"]
        assert organ["name"] in organ["names"], organ["id"]
        assert set(organ.get("ambiguous", ())) <= set(organ["names"]), organ["id"]


def test_role_nouns_are_lower_case_and_stand_once():
    nouns = [noun for role in ROLE_ORGANS for noun in role["nouns"]]
    assert len(nouns) == len(set(nouns))
    assert all(noun == noun.lower() for noun in nouns)
    assert all(role["sector"] in SECTORS.split() for role in ROLE_ORGANS)


def test_role_organs_leave_titles_to_the_roles():
    """ "Senator", "envoy" and the like before a name are a person's office, not an organ."""
    roles = tomllib.loads((files("dragoman.lexicon") / "en" / "roles.toml").read_text("utf-8"))["role"]
    titles = {noun for role in roles for noun in role["nouns"]}
    assert titles & {noun for role in ROLE_ORGANS for noun in role["nouns"]} == set()


COMPANIES = """
    Gazprom RUS, Rosneft RUS, Huawei CHN, TSMC TWN, Boeing USA, Samsung KOR, Airbus FRA, ASML NLD, Baykar TUR,
    Naftogaz UKR, QatarEnergy QAT, Petrobras BRA, Adani Group IND, Nippon Steel JPN, Saudi Aramco SAU
"""


@pytest.mark.parametrize(("name", "state"), [pair.strip().rsplit(" ", 1) for pair in COMPANIES.split(",")])
def test_companies_act_for_their_state(name, state):
    (organ,) = [organ for organ in ORGANS if name in organ["names"]]
    assert (organ["state"], organ["sector"]) == (state, "BUS")


# --- PLOVER ---


def test_all_sixteen_types():
    assert set(PLOVER["types"]) == set(TYPES.split())


@pytest.mark.parametrize("name", PLOVER["types"])
def test_a_type_is_whole(name):
    kind = PLOVER["types"][name]
    assert kind["quad"] in QUADS
    assert re.fullmatch(r"\d\d", kind["root"])
    assert -10 <= kind["score"] <= 10
    for mode, entry in kind["modes"].items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", mode)
        assert -10 <= entry["score"] <= 10
        assert re.fullmatch(r"\d{3,4}", entry.get("cameo", "000"))


def test_quads():
    by_quad = defaultdict(set)
    for name, kind in PLOVER["types"].items():
        by_quad[kind["quad"]].add(name)
    assert by_quad == {
        "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        "material cooperation": {"COOPERATE", "AID", "RETREAT"},
        "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }


def test_which_types_need_a_recipient():
    needy = {name for name, kind in PLOVER["types"].items() if kind["requires_recipient"]}
    assert needy == {"COOPERATE", "AID", "SANCTION"}


def test_the_misprint_is_mended():
    assert PLOVER["types"]["ACCUSE"]["score"] == -2


def test_thirty_seven_contexts():
    assert len(PLOVER["contexts"]) == 37
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in PLOVER["contexts"])
