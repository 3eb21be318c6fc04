// The world outside, in one include: connections, and Ctrl-C.
#pragma once
#include "runtime/ctrl_c.hpp"
#include "runtime/net/line_reader.hpp"
#include "runtime/net/tcp_listener.hpp"
#include "runtime/net/tcp_stream.hpp"
