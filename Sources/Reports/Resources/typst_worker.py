"""Sets reports in type: a long-lived process that answers one job at a time over its standard input and output.

A job is one line of JSON: {"job": 7, "template": "report.typ", "timestamp": 1767576600, "inputs": {"paper": "...", ...}}.
The answer is one line of JSON, {"job": 7, "bytes": 123456, "replaced": ["..."], "memory": 104857600}, then that many bytes of
PDF; or {"job": 7, "error": "..."} and nothing more. The first line, before any job, says {"ready": "0.15.2", "fonts": [...]}.

    typst_worker.py [--memory BYTES] [--fonts FOLDER]

With --fonts only the fonts of that folder are used, so that pages do not depend on the machine's.
"""

import argparse
import json
import os
import re
import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
STANDARDS = ["a-2a", "ua-1"]
LONGEST_JOB = 96 << 20
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed|the PDF contains the codepoint `"(.*?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# What stands where no font has the character: the printer's geta.
GETA = "\u3013"
MOST_REPLACED = 200
# Families that the templates name, for the log.
PAPER_FONT = re.compile("Serif CJK SC|Sans CJK SC|Times New|Liberation Serif|FangSong|Fandol|Kai|Sim|XiaoBiao|宋|楷|黑")


def compiled(compiler, job, inputs):
    return compiler.compile(
        input=str(HERE / job["template"]), sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=int(job["timestamp"])
    )


def missing_characters(error):
    """Characters that no font has, as the compiler's complaint names them."""
    text = error.message + "\n" + error.diagnostic
    found = "".join(a or b for a, b in MISSING.findall(text))
    return set(ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), found)) - {GETA}


def in_json(character):
    return json.dumps(character)[1:-1] if ord(character) < 0x20 else character


def pdf(compiler, job):
    """The PDF, and the characters for which the geta stands: archive rules forbid a page that shows nothing for a character."""
    inputs = dict(job["inputs"])
    replaced = set()
    while True:
        try:
            return compiled(compiler, job, inputs), sorted(replaced)
        except typst.TypstError as error:
            missing = missing_characters(error) - replaced
            if not missing or len(replaced) >= MOST_REPLACED:
                raise
            replaced |= missing
            inputs = {name: "".join(GETA if c in missing else c for c in text) for name, text in inputs.items()}
            inputs["replaced"] = json.dumps(sorted(f"U+{ord(c):04X}" for c in replaced))


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def answer(replies, header, body=b""):
    replies.write(json.dumps(header, ensure_ascii=False).encode() + b"\n" + body)
    replies.flush()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--memory", type=int, default=3 << 30)
    options.add_argument("--fonts")
    options = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (options.memory, options.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A stray print must not break the protocol: answers keep the pipe, everything else goes to standard error.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    folder = [options.fonts] if options.fonts else []
    fonts = typst.Fonts(include_system_fonts=not folder, font_paths=folder)
    compiler = typst.Compiler(root=str(HERE), font_paths=fonts)
    families = fonts.families()
    known = json.dumps([f.lower() for f in families])
    answer(replies, {"ready": typst.__version__, "fonts": [f for f in families if PAPER_FONT.search(f)]})

    while line := sys.stdin.buffer.readline(LONGEST_JOB):
        if not line.endswith(b"\n"):
            break
        job = json.loads(line)
        try:
            job["inputs"]["families"] = known
            made, replaced = pdf(compiler, job)
        except typst.TypstError as error:
            answer(replies, {"job": job["job"], "error": (error.message + "\n" + error.diagnostic)[:4000]})
        except MemoryError:
            answer(replies, {"job": job["job"], "error": "out of memory"})
            break
        else:
            answer(replies, {"job": job["job"], "bytes": len(made), "replaced": replaced, "memory": resident_bytes()}, made)


if __name__ == "__main__":
    main()
