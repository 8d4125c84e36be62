"""A sync of files, a page, feeds and a sitemap, killed at six random moments."""

from benchmarks.kill import Trial


def test_a_sync_of_every_kind_of_source_can_be_killed_at_any_moment(tmp_path) -> None:
    trial = Trial.in_folder(tmp_path, seed=11)
    with trial.paper.served():
        faults = [(number, trial.stage, trial.round()) for number in range(6)]
    assert [one for one in faults if one[2]] == []
    assert trial.stages.total() == 6
