"""What the command line says: Chinese throughout, and one sentence where the program was copied without what it needs."""

import re
import shutil
import subprocess

import pytest

from judge.program import BINARY, environment, run

COMMANDS = ["", "demo", "serve", "at", "overlay", "screen", "replay", "export", "check", "import", "import lists", "import catalogue",
            "import suspensions", "lists", "lists check", "lists split", "lists decidability", "lists template", "catalogues", "catalogues lookup",
            "feel", "dmn", "dmn test", "facts", "bench", "jobs", "jobs list", "jobs run", "jobs cancel"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese(command):
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "写法：" in text and "--help" in text
    english = re.findall(r"<[a-z-]+>|\b(?:OVERVIEW|USAGE|ARGUMENTS|OPTIONS|SUBCOMMANDS|default|values|Show|See)\b", text)
    assert not english, english


@pytest.mark.parametrize("arguments, words", [
    ("at --data d", "“<经度>”"), ("at --data d abc 32", "“<经度>” 写的是“abc”"), ("nosuch", "没有“nosuch”这个命令，可以写：demo、serve"),
    ("lists nosuch", "没有“nosuch”这个命令，可以写：check、split"), ("at --data d 118 32 --format foo", "可以写：text、json"), ("at 1 2 3", "多出一个参数“3”"),
    ("at --nosuch 1 2", "不认得选项"),
])
def test_a_wrong_command_is_told_in_chinese(arguments, words):
    done = run(*arguments.split())
    said = done.stderr.decode()
    assert done.returncode == 2
    assert words in said, said
    assert not re.search(r"<[a-z-]+>|Usage|Error", said), said


def test_a_copy_without_its_folders_says_what_is_missing(tmp_path):
    """Each folder of resources in turn; with all of them the copy works."""
    folders = [f for f in BINARY.resolve().parent.glob("fenqu_*.resources") if not f.name.endswith("Tests.resources")]
    assert folders
    shutil.copy2(BINARY, tmp_path / "fenqu")

    def ask():
        return subprocess.run([tmp_path / "fenqu", "feel", "1 + 1"], capture_output=True, timeout=60, env=environment())

    for folder in folders:
        shutil.copytree(folder, tmp_path / folder.name)
    assert ask().stdout.strip() == b"2"
    for folder in folders:
        shutil.rmtree(tmp_path / folder.name)
        done = ask()
        assert done.returncode == 2, done
        assert folder.name in done.stderr.decode() and done.stderr.decode().startswith("错误：")
        assert done.stderr.count(b"\n") == 1
        shutil.copytree(folder, tmp_path / folder.name)
