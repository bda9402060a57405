"""A load killed at any moment leaves the old data or the new, never a part."""

from pathlib import Path

from tests.faults.conftest import Tell
from tests.faults.large_survey import write
from tests.faults.product import Site

KILLS = 60


def test_no_load_killed_at_a_random_moment_is_partial(
    site: Site, tmp_path: Path, tell: Tell
) -> None:
    folder = write(tmp_path / "large")
    process = site.start(
        "-m", "tests.faults.killed_loads", str(site.database), str(folder), str(KILLS)
    )
    printed, _ = process.communicate(timeout=900)
    found = dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)
    counted = {name: int(count) for name, count in found.items()}
    assert counted.keys() <= {"old", "new"} and sum(counted.values()) == KILLS, printed
    assert counted.get("old", 0) > KILLS // 4, "most kills came too late to tell anything"
    tell(
        f"kill -9 at {KILLS} random moments of a 20,000-row load",
        f"0 partial, 0 damaged; {counted.get('old', 0)} left the old survey, "
        f"{counted.get('new', 0)} the new one whole",
    )
