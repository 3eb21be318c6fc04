// Why a message was not sent or received.
#pragma once
#include <string>

namespace loopglass {

/// The receiver is gone. Gives the message back.
template <class T>
struct SendError {
  T value;
  std::string message() const { return "the channel is closed"; }
};

/// The channel has no room now, or its receiver is gone. Gives the message back.
template <class T>
struct TrySendError {
  T value;
  bool is_full = false;
  std::string message() const { return is_full ? "the channel is full" : "the channel is closed"; }
};

/// All senders are gone, and there is no message left.
struct Closed {
  std::string message() const { return "the channel is closed"; }
};

/// There is no message now, or there never will be one.
struct TryReceiveError {
  bool is_closed = false;
  std::string message() const { return is_closed ? "the channel is closed" : "the channel is empty"; }
};

}  // namespace loopglass
