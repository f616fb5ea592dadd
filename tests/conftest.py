"""What holds for all tests: each process has a core of its own, as `comity` itself has it."""

from comity.threads import keep_to_one_thread

keep_to_one_thread()
