"""What a clause tells: the deeds of reader and cue table, each once, with who is meant, where it stands, when it was.

clause → verbs → cued · cued_nouns; told · parties → acts → modality. Light
readings, no parse: where the words are not plain there is none.
"""
