"""The numerical engine: networks, losses, optimizers and training, in NumPy and nothing else."""
