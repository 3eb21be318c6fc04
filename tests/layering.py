"""Each folder includes only what stands above it.

The tables below are the rule. The script reads the #include lines of every C++ file of ours, prints the ones
that break it as `file:line: what is wrong`, and returns 1 if there are any. Before that it tries itself on small
examples that break each rule, so it cannot pass by reading nothing.
"""

import pathlib
import re
import sys

# The folders, and what each may include besides itself. An entry is a folder or a single header.
# The trace is the only part of the runtime that the model, views and widgets share with it, along with the
# plain values that it is made of.
TRACE = ["runtime/trace", "runtime/ids.hpp", "runtime/time.hpp"]
OURS = {
    "runtime/trace": ["runtime/ids.hpp", "runtime/time.hpp", "runtime/clock.hpp"],
    "runtime": [],
    "scenarios": ["runtime"],
    "app/model": TRACE + ["scenarios"],
    "app/session": ["runtime", "scenarios", "app/model"],
    "app/widgets": [],
    "app/platform": [],
    "app/views": TRACE + ["scenarios", "app/model", "app/session", "app/widgets", "app/platform"],
    "app/cli": ["runtime", "scenarios", "app/model", "app/session", "app/widgets", "app/views", "app/platform"],
    "app/main.cpp": ["app/cli"],
}

# A test may include its own layer, what that layer may include, and these.
TESTS_TOO = {
    "tests/threads": ["runtime"],
    "tests/model": ["runtime", "app/session"],
    "tests/widgets": [],
    "tests/views": ["runtime"],
    "tests/bench": ["runtime", "scenarios", "app"],
}

# Libraries by how their headers begin, and who may include them. The standard library and the operating
# system are free to all.
LIBRARIES = {
    "fmt/": ["scenarios", "app"],
    "nlohmann/": ["app/model", "app/session", "app/cli"],
    "CLI/": ["app/cli"],
    "imgui": ["app/widgets", "app/platform", "app/views"],
    "GLFW/": ["app/platform"],
    "glad/": ["app/platform"],
    "EGL/": ["app/platform"],
    "GL/": ["app/platform"],
    "ft2build.h": ["app/platform"],
    "freetype/": ["app/platform"],
    "stb_": ["app/platform"],
    "catch2/": ["tests"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
STANDARD = re.compile(r"^[a-z_]+$")
SYSTEM = re.compile(r"^(sys|netinet|arpa|linux)/[a-z_]+\.h$|^[a-z_]+\.h$|^cxxabi\.h$")


def within(path, entry):
    return path == entry or path.startswith(entry + "/")


def layer_of(path):
    fitting = [layer for layer in OURS if within(path, layer)]
    return max(fitting, key=len, default=None)


def allowed(path):
    """The folder that `path` belongs to, and all that it may include of ours."""
    parts = path.split("/")
    if parts[0] != "tests":
        layer = layer_of(path)
        return layer, None if layer is None else [layer] + OURS[layer]
    folder = "/".join(parts[:2]) if len(parts) > 2 else "tests"
    layer = next((name for name in OURS if name.split("/")[-1] == parts[1]), None)
    own = [layer] + OURS[layer] if layer else []
    return folder, ["tests"] + own + TESTS_TOO.get(folder, [])


def judge(path, quote, header):
    """What is wrong with this include, or None."""
    layer, may = allowed(path)
    if may is None:
        return "is in no folder that tests/layering.py knows"
    if quote == '"':
        if any(within(header, entry) for entry in may):
            return None
        if header.split("/")[0] not in ("runtime", "scenarios", "app", "tests"):
            return f'includes "{header}": write the path from the project\'s root'
        listed = ", ".join(entry for entry in may if entry != layer)
        return f'includes "{header}", but {layer} may include only itself' + (f" and {listed}" if listed else "")
    for prefix, users in LIBRARIES.items():
        if header.startswith(prefix):
            # A test may use the libraries of the layer that it tests.
            places = [path] + (may if path.startswith("tests/") else [])
            if any(within(place, user) for place in places for user in users):
                return None
            return f"includes <{header}>, but only {', '.join(users)} may"
    if STANDARD.match(header) or SYSTEM.match(header):
        return None
    return f"includes <{header}>, a library that tests/layering.py does not know"


def read(path, text):
    for number, line in enumerate(text.splitlines(), start=1):
        found = INCLUDE.match(line)
        if found:
            wrong = judge(path, found[1], found[2])
            if wrong:
                yield f"{path}:{number}: {wrong}"


# path, text, and whether it breaks a rule.
EXAMPLES = [
    ("runtime/executor.cpp", '#include <sys/epoll.h>\n#include <vector>\n#include "runtime/waker.hpp"\n', False),
    ("runtime/executor.cpp", '#include "scenarios/scenario.hpp"\n', True),
    ("runtime/executor.cpp", "#include <fmt/format.h>\n", True),
    ("runtime/executor.cpp", '  #  include "waker.hpp"\n', True),
    ("runtime/trace/event.hpp", '#include "runtime/executor.hpp"\n', True),
    ("runtime/trace/event.hpp", '#include "runtime/ids.hpp"\n', False),
    ("scenarios/hello.cpp", '#include "runtime/sleep.hpp"\n', False),
    ("scenarios/hello.cpp", '#include "app/model/world.hpp"\n', True),
    ("app/model/world.cpp", '#include "runtime/trace/event.hpp"\n', False),
    ("app/model/world.cpp", '#include "runtime/executor.hpp"\n', True),
    ("app/model/world.cpp", "#include <imgui.h>\n", True),
    ("app/widgets/lanes.cpp", '#include "app/model/world.hpp"\n', True),
    ("app/platform/window.cpp", '#include <GLFW/glfw3.h>\n#include <glad/gl.h>\n', False),
    ("app/views/loop.cpp", '#include "app/cli/open.hpp"\n', True),
    ("app/views/loop.cpp", '#include "app/widgets/arrow.hpp"\n', False),
    ("app/session/run.cpp", "#include <boost/asio.hpp>\n", True),
    ("app/other/thing.cpp", '#include "app/other/thing.hpp"\n', True),
    ("tests/runtime/abort_test.cpp", '#include "tests/catch.hpp"\n#include "runtime/spawn.hpp"\n', False),
    ("tests/runtime/abort_test.cpp", '#include "app/session/run.hpp"\n', True),
    ("tests/widgets/lanes_test.cpp", "#include <imgui.h>\n", False),
]


def main():
    mistaken = [(path, text) for path, text, bad in EXAMPLES if bool(list(read(path, text))) != bad]
    for path, text in mistaken:
        print(f"layering.py judges its own example wrongly: {path}: {text.strip()}")

    root = pathlib.Path(__file__).resolve().parent.parent
    files = sorted(
        file
        for folder in ("runtime", "scenarios", "app", "tests")
        for file in (root / folder).rglob("*")
        if file.suffix in (".cpp", ".hpp")
    )
    broken = [wrong for file in files for wrong in read(file.relative_to(root).as_posix(), file.read_text("utf-8"))]
    print("\n".join(broken + [f"{len(files)} files, {len(broken)} includes that break the layering"]))
    return 1 if broken or mistaken or not files else 0


if __name__ == "__main__":
    sys.exit(main())
