"""What a clause tells: the reader's deeds with whoever is meant by their parties, their place in it and their date.

clause → verbs · told · parties → acts → modality. Light readings, no parse: where the
words are not plain there is none.
"""
