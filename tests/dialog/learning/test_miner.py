from dialog.learning import Miner, Rewrite, Session, Thresholds, Turn
from dialog.learning.guardrails import Guardrails


def turn(spoken: str, meaning: str, *, defect: float, rephrase: float = 0.0, device: str = "d") -> Turn:
    return Turn(spoken, meaning, spoken, meaning, defect, rephrase, device, day=0)


def misheard(device: str) -> Session:
    return [
        turn("play maj and dragons", "play|artist=maj", defect=0.9, rephrase=0.9, device=device),
        turn("play imagine dragons", "play|artist=imagine", defect=0.1, device=device),
    ]


def sources(rewrites: tuple[Rewrite, ...]) -> dict[str, str]:
    return {rewrite.source: rewrite.target for rewrite in rewrites}


def test_what_users_come_to_is_proposed() -> None:
    miner = Miner()
    miner.read(misheard(f"home{place}") for place in range(8))
    assert sources(miner.propose()) == {"play maj and dragons": "play imagine dragons"}


def test_many_hops_lead_to_the_last() -> None:
    miner = Miner()
    miner.read(
        [
            turn("a x", "unknown|a", defect=0.9, rephrase=0.9, device=f"home{place}"),
            turn("b x", "unknown|b", defect=0.9, rephrase=0.9, device=f"home{place}"),
            turn("c x", "do|c", defect=0.1, device=f"home{place}"),
        ]
        for place in range(8)
    )
    assert sources(miner.propose()) == {"a x": "c x", "b x": "c x"}


def test_going_on_to_something_else_is_no_rephrase() -> None:
    miner = Miner()
    miner.read(
        [
            turn("stop the alarm", "alarm_remove", defect=0.1, rephrase=0.15, device=f"home{place}"),
            turn("what is the news", "news_query", defect=0.1, device=f"home{place}"),
        ]
        for place in range(50)
    )
    assert not miner.propose()


def test_one_loud_household_is_not_enough() -> None:
    miner = Miner()
    miner.read(misheard("home") for _ in range(50))
    assert not miner.propose()


def test_what_everybody_wants_anyway_is_not_taken_for_a_rephrase() -> None:
    miner = Miner()
    miner.read(misheard(f"home{place}") for place in range(8))
    miner.read(
        [
            turn(f"gibberish {place}", f"unknown|{place}", defect=0.9, rephrase=0.9, device=f"d{place}"),
            turn("play imagine dragons", "play|artist=imagine", defect=0.1, device=f"d{place}"),
        ]
        for place in range(300)
    )
    assert sources(miner.propose(thresholds=Thresholds(chance=1.0)))
    miner.read([[turn("play imagine dragons", "play|artist=imagine", defect=0.1)] for _ in range(4000)])
    assert not miner.propose()


def test_what_mostly_works_is_left_alone() -> None:
    miner = Miner()
    miner.read(misheard(f"home{place}") for place in range(8))
    miner.read([[turn("play maj and dragons", "play|artist=maj", defect=0.1, device=f"d{n}")] for n in range(40)])
    assert not miner.propose()


def test_risky_intents_are_neither_source_nor_target() -> None:
    risky = Guardrails(risky=frozenset({"play"}))
    miner = Miner(Thresholds(), risky)
    miner.read(misheard(f"home{place}") for place in range(8))
    assert not miner.propose()


def rewrite(source: str, target: str) -> Rewrite:
    return Rewrite(source, target, "x", "y", 0.1, 0.8, 9, 2)


def test_rewrites_form_no_chain_and_no_cycle() -> None:
    admitted = Guardrails().admit(
        [rewrite("a a", "b b"), rewrite("b b", "c c"), rewrite("c c", "a a"), rewrite("a a", "d d")]
    )
    assert sources(tuple(admitted)) == {"a a": "b b", "c c": "a a"} or sources(tuple(admitted)) == {"a a": "b b"}
    targets = {kept.target for kept in admitted}
    assert not targets & {kept.source for kept in admitted}


def test_a_rewrite_of_another_length_is_refused() -> None:
    assert not Guardrails().allows(rewrite("a", "play the whole album from the start please"))
