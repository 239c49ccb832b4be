"""A household simulator whose users keep their goals to themselves; the miner sees what a journal would hold."""
