"""The voices' networks as torch modules: the reference every exported graph is compared with."""
