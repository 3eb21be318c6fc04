#include "runtime/net/network.hpp"

namespace loopglass {

int Connection::shut_write() {
  if (std::exchange(write_shut_, true)) return 0;
  if (is_traced()) trace(EventKind::source_changed, static_cast<std::uint8_t>(SourceChange::write_shut), 0);
  return close_write_half();
}

}  // namespace loopglass
