"""How the rephrase model is made from annotated utterances."""
