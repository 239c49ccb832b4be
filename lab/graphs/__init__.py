"""Each network's graph as it ships: exported without its weights, with a recipe for them."""
