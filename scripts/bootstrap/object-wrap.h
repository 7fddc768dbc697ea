// Compiled into better-sqlite3 before its own first line (see sqlite.mjs).
//
// From Node 24.19 on, node_object_wrap.h has every wrapped object register a hook, and take it back when it is collected.
// A collection that no script caused runs outside every environment, and there the taking back ends the process:
// "Assertion failed: (env) != nullptr", some seconds after any query. https://github.com/nodejs/node/issues/65446
// Without the hooks the objects are as they were in all Nodes before; better-sqlite3 closes its databases by a hook of its
// own, which stays.
#include <node.h>

namespace node {
inline void NoCleanupHook(v8::Isolate*, void (*)(void*), void*) {}
}  // namespace node

#define AddEnvironmentCleanupHook NoCleanupHook
#define RemoveEnvironmentCleanupHook NoCleanupHook
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
