"""The moment that files are dated with."""

import os
from datetime import UTC, datetime


def clock() -> datetime:
    """Now, or the moment SOURCE_DATE_EPOCH names (reproducible-builds.org), in UTC to the minute."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.replace(second=0, microsecond=0)
