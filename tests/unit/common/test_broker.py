from pathlib import Path

import pytest
from kombu import Connection


@pytest.fixture
def connection(tmp_path):
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    with Connection(
        transport="dorset_lsp.common.broker:Transport",
        transport_options={**folders, "control_folder": str(tmp_path / "control")},
    ) as connection:
        yield connection


def test_messages_come_back_whole_and_in_order(connection):
    queue = connection.SimpleQueue("jobs")
    for number in range(20):
        queue.put({"job_id": number, "text": "x" * 10_000})

    received = []
    for _ in range(20):
        message = queue.get(timeout=2)
        message.ack()
        received.append(message.payload["job_id"])

    assert received == list(range(20))


def test_a_message_that_is_still_being_written_is_not_read(connection, tmp_path):
    queue = connection.SimpleQueue("other")  # kombu remembers queues per process, not per folder
    queue.put({"job_id": 1})
    whole = next(tmp_path.glob("*.other.msg"))
    whole.rename(tmp_path / "1_half.draft")

    with pytest.raises(queue.Empty):
        queue.get(block=False)

    assert Path(tmp_path / "1_half.draft").exists()
