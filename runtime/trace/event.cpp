#include "runtime/trace/event.hpp"

namespace loopglass {

const char* name(EventKind kind) {
  switch (kind) {
    case EventKind::task_spawned: return "task_spawned";
    case EventKind::turn_began: return "turn_began";
    case EventKind::poll_began: return "poll_began";
    case EventKind::poll_ended: return "poll_ended";
    case EventKind::future_created: return "future_created";
    case EventKind::future_dropped: return "future_dropped";
    case EventKind::await_began: return "await_began";
    case EventKind::await_ended: return "await_ended";
    case EventKind::waker_registered: return "waker_registered";
    case EventKind::task_woken: return "task_woken";
    case EventKind::timer_set: return "timer_set";
    case EventKind::timer_fired: return "timer_fired";
    case EventKind::timer_cancelled: return "timer_cancelled";
    case EventKind::ticks_missed: return "ticks_missed";
    case EventKind::parked: return "parked";
    case EventKind::unparked: return "unparked";
    case EventKind::work_began: return "work_began";
    case EventKind::work_ended: return "work_ended";
    case EventKind::abort_requested: return "abort_requested";
    case EventKind::cancel_began: return "cancel_began";
    case EventKind::task_finished: return "task_finished";
    case EventKind::result_taken: return "result_taken";
    case EventKind::handle_dropped: return "handle_dropped";
    case EventKind::token_created: return "token_created";
    case EventKind::token_cancelled: return "token_cancelled";
    case EventKind::token_checked: return "token_checked";
    case EventKind::output: return "output";
    case EventKind::shutdown_began: return "shutdown_began";
    case EventKind::resource_created: return "resource_created";
    case EventKind::resource_acquired: return "resource_acquired";
    case EventKind::resource_released: return "resource_released";
    case EventKind::resource_changed: return "resource_changed";
    case EventKind::message_sent: return "message_sent";
    case EventKind::message_received: return "message_received";
    case EventKind::wait_cancelled: return "wait_cancelled";
    case EventKind::job_queued: return "job_queued";
    case EventKind::job_started: return "job_started";
    case EventKind::job_work_began: return "job_work_began";
    case EventKind::job_work_ended: return "job_work_ended";
    case EventKind::job_ended: return "job_ended";
    case EventKind::job_returned: return "job_returned";
    case EventKind::job_aborted: return "job_aborted";
    case EventKind::job_dropped: return "job_dropped";
    case EventKind::job_detached: return "job_detached";
    case EventKind::task_chosen: return "task_chosen";
    case EventKind::budget_spent: return "budget_spent";
    case EventKind::source_opened: return "source_opened";
    case EventKind::source_closed: return "source_closed";
    case EventKind::source_changed: return "source_changed";
    case EventKind::source_ready: return "source_ready";
    case EventKind::would_block: return "would_block";
    case EventKind::bytes_read: return "bytes_read";
    case EventKind::bytes_written: return "bytes_written";
    case EventKind::packet_sent: return "packet_sent";
    case EventKind::packet_arrived: return "packet_arrived";
    case EventKind::interfered: return "interfered";
  }
  return "unknown";
}

const char* name(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::oneshot: return "oneshot";
    case ResourceKind::channel: return "channel";
    case ResourceKind::mutex: return "mutex";
    case ResourceKind::semaphore: return "semaphore";
    case ResourceKind::notify: return "notify";
    case ResourceKind::rw_lock: return "rw lock";
    case ResourceKind::barrier: return "barrier";
    case ResourceKind::once_cell: return "once cell";
    case ResourceKind::watch: return "watch";
    case ResourceKind::broadcast: return "broadcast";
    case ResourceKind::plain_lock: return "plain lock";
  }
  return "resource";
}

const char* name(Policy policy) {
  switch (policy) {
    case Policy::fifo: return "fifo";
    case Policy::lifo: return "lifo";
    case Policy::random: return "random";
    case Policy::choices: return "choices";
    case Policy::tokio: return "tokio";
    case Policy::asyncio: return "asyncio";
    case Policy::node: return "node";
  }
  return "unknown";
}

const char* name(SourceKind kind) {
  switch (kind) {
    case SourceKind::listener: return "listener";
    case SourceKind::stream: return "stream";
    case SourceKind::signal: return "signal";
  }
  return "source";
}

const char* name(Packet packet) {
  switch (packet) {
    case Packet::request: return "request";
    case Packet::answer: return "answer";
    case Packet::refusal: return "refusal";
    case Packet::data: return "data";
    case Packet::end: return "end";
    case Packet::reset: return "reset";
    case Packet::room: return "room";
  }
  return "packet";
}

const char* name(Interference what) {
  switch (what) {
    case Interference::abort: return "abort";
    case Interference::wake: return "wake";
    case Interference::run_next: return "next";
    case Interference::run_last: return "last";
    case Interference::cancel: return "cancel";
    case Interference::delay:
    case Interference::delay_job:
    case Interference::delay_packets: return "delay";
    case Interference::fail:
    case Interference::fail_job: return "fail";
  }
  return "unknown";
}

}  // namespace loopglass
