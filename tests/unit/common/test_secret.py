from dorset_lsp.settings.secret import kept_secret


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "secret_key"

    first, second = kept_secret(path), kept_secret(path)

    assert first == second
    assert len(first) >= 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
