"""Views: records shaped for people and programs. Pure: values in, plain data or lines out; no file, no terminal."""
