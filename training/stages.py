"""Where a training run stands, kept after each epoch: a run that was cut off goes on as if it had not been."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch import nn


class Stage:
    """The state of one run in a file beside its weights; `done` removes it."""

    def __init__(
        self,
        weights: Path,
        model: nn.Module,
        optimizer: torch.optim.Optimizer,
        plan: torch.optim.lr_scheduler.LRScheduler,
        draw: random.Random,
    ) -> None:
        self.weights, self.path = weights, weights.with_suffix(".state")
        self.parts = {"model": model, "optimizer": optimizer, "plan": plan}
        self.draw = draw

    def first_epoch(self) -> int:
        """The epoch to begin with, with all that the last one left loaded; 0: nothing is kept."""
        if not self.path.exists():
            return 0
        kept = torch.load(self.path, weights_only=False)
        for name, part in self.parts.items():
            part.load_state_dict(kept[name])
        torch.set_rng_state(kept["torch"])
        self.draw.setstate(kept["draw"])
        return kept["epoch"] + 1

    def keep(self, epoch: int) -> None:
        """Write weights and state after an epoch."""
        torch.save(self.parts["model"].state_dict(), self.weights)
        kept = {name: part.state_dict() for name, part in self.parts.items()}
        kept |= {"torch": torch.get_rng_state(), "draw": self.draw.getstate(), "epoch": epoch}
        passing = self.path.with_suffix(".passing")
        torch.save(kept, passing)
        passing.replace(self.path)

    def done(self) -> None:
        """Forget the state: the run has come to its end."""
        self.path.unlink(missing_ok=True)
