"""Uses of a Keras by a chain of attributes, and the imports that they need."""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import chain, count
from typing import TYPE_CHECKING, Optional

from kerascompat.migrate._homes import PRIVATE, is_public, public_home, without_source_folder
from kerascompat.migrate._roots import ALIASES, Place, leads_to_a_root, locate
from kerascompat.migrate._source import Edit
from kerascompat.migrate._work import CUSTOMARY, LOCAL_NAMES, chain_of

if TYPE_CHECKING:
    from kerascompat.migrate._scopes import Binding, Path, Scope, Statement, Use
    from kerascompat.migrate._work import Work


class Uses:
    """The step that shortens `tf.keras.layers` to `keras.layers`."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.added: set[tuple[str, Scope]] = set()  # the names of new imports
        self.planned: list[tuple[str, Scope, Scope]] = []  # (name, where it will be used, where it is bound)
        self.needs: dict[tuple[Scope, str], dict[str, list[tuple[Use, Place]]]] = defaultdict(lambda: defaultdict(list))

    def run(self) -> None:
        """Move the uses that no import has taken, and bring in what they need."""
        for use in self.work.reader.uses:
            if use.start not in self.work.taken:
                self._use(use)
        for (scope, name), apis in self.needs.items():
            self._bring_in(scope, name, apis)

    def _use(self, use: Use) -> None:
        path, home = self.work.path(use.name, use.scope)
        if path is None:
            chain = chain_of(use)
            ahead = use.attributes[2:3] if use.attributes[:1] == ("compat",) else use.attributes[:1]
            if use.name in CUSTOMARY and ahead and ahead[0] in ("keras", *ALIASES):
                why = "is bound to more than one thing" if home is not None else "is not bound in this file"
                self.work.add(use.start, "unclear", f"`{chain}`: `{use.name}` {why}")
            return
        if path[0] in self.work.around.own:
            return
        place = locate(path + use.attributes)
        if place is None:
            self._leaving(use, path)
            return
        behind = len(place.root) - len(path)
        if behind <= 0:
            self._private_use(use, place, len(path) - len(place.root))
            return
        if self.work.is_current(place) or self.work.cannot(use.start, place, chain_of(use)):
            return
        if behind == len(use.attributes) and not isinstance(getattr(use.node, "ctx", None), ast.Load):
            self.work.add(use.start, "unclear", f"`{chain_of(use)}` is set or deleted, which changes TensorFlow itself")
            return
        if not use.is_exact:
            message = "stands in a string whose positions this Python does not tell; Python 3.12 does"
            self.work.add(use.start, "unclear", f"`{chain_of(use)}` {message}")
            return
        if place.is_private_root and not self._is_certain(place):
            self.work.add(use.start, "private", f"`{chain_of(use)}` is private, and no public home of it is certain")
            return
        self.work.taken.add(use.start)
        if home is None:
            local = LOCAL_NAMES[place.api][0]
            self._replace_chain(use, place, local, behind)
        else:
            self.needs[home, use.name][place.api].append((use, place))

    def _is_certain(self, place: Place) -> bool:
        return not place.rest or is_public(place.rest[:1]) or len(place.rest) == 1

    def _leaving(self, use: Use, path: Path) -> None:
        full = path + use.attributes
        gone = path == ("kerascompat",) and use.attributes and not self.work.target.path.startswith("kerascompat")
        if gone and not leads_to_a_root(full):
            message = f"`{'.'.join(full)}` is a name that only kerascompat offers; replace it by hand"
            self.work.add(use.start, "only-kerascompat", message)

    def _private_use(self, use: Use, place: Place, skipped: int) -> None:
        """`keras.engine.topology.Layer`, where `keras` is the root."""
        if skipped or place.implied:
            return
        below = without_source_folder(place.rest)
        for length in range(1, len(below)):
            home = public_home(below[:length], below[length])
            if home is not None:
                last = len(use.attributes) - (len(below) - length - 1)
                text = ".".join(part for part in (use.name, home, below[length]) if part)
                edit = Edit(use.start, use.ends[last], text.encode())
                self.work.add(use.start, "private", f"`{chain_of(use)}` has its public home in `{text}`", edit)
                return
        if place.rest[:1] and place.rest[0] in PRIVATE and not self.work.is_current(place):
            self.work.add(use.start, "private", f"`{chain_of(use)}` is private, and no public home of it is certain")

    def _replace_chain(self, use: Use, place: Place, local: str, behind: int) -> None:
        text = ".".join((local, *place.implied))
        old = ".".join((use.name, *use.attributes[:behind]))
        self.work.add(use.start, "use", f"`{old}` becomes `{text}`", Edit(use.start, use.ends[behind], text.encode()))

    def _bring_in(self, scope: Scope, name: str, apis: dict[str, list[tuple[Use, Place]]]) -> None:
        for api, uses in apis.items():
            first = min(use.start for use, _ in uses)
            local = self._existing(scope, api, first, [use for use, _ in uses])
            if local is None:
                local = self._free_name(scope, api, [use for use, _ in uses])
                self.added.add((local, scope))
                line = self.work.target.statement(api, local)
                for statement in self._statements(scope, name):
                    start = self.work.layout.span(statement.node)[0]
                    self.work.add(start, "import", f"adds `{line}`", self.work.layout.sorted_in(statement, line))
            path = self.work.path(name, scope)[0] or ()
            home = scope if (local, scope) in self.added or local in scope.bindings else scope.module
            self.planned += [(local, use.scope, home) for use, _ in uses]
            for use, place in uses:
                self._replace_chain(use, place, local, len(place.root) - len(path))

    def _statements(self, scope: Scope, name: str) -> list[Statement]:
        found = [binding.statement for binding in scope.bindings[name] if binding.kind in ("import", "chain")]
        return [statement for statement in found if statement is not None]

    def _is_moved_root(self, binding: Binding, api: str) -> bool:
        """Whether a binding is the target's root, or will be: what a call imports stays as it is."""
        return self.work.is_root(binding, api) and (binding.alias is not None or binding.kind == "chain")

    def _existing(self, scope: Scope, api: str, first: int, uses: list[Use]) -> Optional[str]:
        """The name of an import of the root that stands before the first use, at the top of the scope or the module."""
        for home in dict.fromkeys((scope, scope.module)):
            for name, bindings in home.bindings.items():
                if not all(self._is_moved_root(binding, api) for binding in bindings):
                    continue
                statement = bindings[0].statement
                if statement is None or statement.parent is not home.node:
                    continue
                is_ahead = self.work.layout.span(statement.node)[0] < first
                is_seen = all(use.scope.lookup(name) is home for use in uses)
                if is_ahead and is_seen and not self._is_hidden(name, home, uses):
                    return name
        return None

    def _free_name(self, scope: Scope, api: str, uses: list[Use]) -> str:
        """A local name that means nothing else in the scope, and nothing else where it will be used."""
        known = LOCAL_NAMES[api]
        numbered = (f"{known[-1]}_{number}" for number in count(2))
        unknown = (name for name in numbered if name.encode() not in self.work.source.data)
        homes = (scope, *(use.scope for use in uses))
        return next(
            name
            for name in chain(known, unknown)
            if all(self._is_free(name, home, scope, api) for home in homes)
            and not self._would_hide(name, scope)
            and not self._is_hidden(name, scope, uses)
        )

    def _would_hide(self, name: str, scope: Scope) -> bool:
        """Whether a new binding in a scope would take a name from uses in it that mean an outer one."""
        if scope.parent is None:
            return False
        used = ((use.name, use.scope, use.scope.lookup(use.name)) for use in self.work.reader.uses)
        return any(
            each == name and home is not scope and scope in user.chain() for each, user, home in (*used, *self.planned)
        )

    def _is_hidden(self, name: str, home: Scope, uses: list[Use]) -> bool:
        """Whether a new import in a scope between a use and the scope of a name binds the same name."""
        return any((name, scope) in self.added for use in uses for scope in use.scope.chain() - home.chain())

    def _is_free(self, name: str, user: Scope, scope: Scope, api: str) -> bool:
        """Whether a name that is bound in a scope means the root for a user inside that scope."""
        home = user.lookup(name)
        if home is None:
            return True
        if home is not scope and home not in scope.chain():
            return False  # the user's own binding may not have happened yet
        return all(self._is_moved_root(binding, api) for binding in home.bindings[name])
