#include "app/platform/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace loopglass::platform {
namespace {

namespace fs = std::filesystem;

std::string advice(int code) {
  switch (code) {
    case EACCES:
    case EPERM:
    case EROFS: return "choose a folder that you may write to";
    case ENOSPC:
    case EDQUOT: return "make room on the disk or choose another folder";
    case ENOENT:
    case ENOTDIR: return "create the folder first or choose another";
    case EISDIR: return "add a file name to the folder";
    default: return "choose another place";
  }
}

std::string failure(const std::string& path, int code) {
  return "Cannot write " + path + ": " + std::generic_category().message(code) + "; " + advice(code);
}

/// Writes everything and closes; returns 0 or the error's number.
int write_fully(int file, std::string_view bytes) {
  int code = 0;
  while (!bytes.empty() && code == 0) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno != EINTR) code = errno;
      continue;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  // A full disk may show only here, or at the close.
  if (code == 0 && ::fsync(file) != 0 && errno != EINVAL && errno != EROFS) code = errno;
  if (::close(file) != 0 && code == 0) code = errno;
  return code;
}

/// Opens a new file beside `path` and puts its name into `beside`; returns it, or -1 with errno.
int open_beside(const std::string& path, std::string& beside) {
  beside = path + ".XXXXXX";
  const int file = ::mkstemp(beside.data());
  if (file < 0) return -1;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(file, 0666 & ~mask) == 0) return file;  // mkstemp makes it private
  const int code = errno;
  ::close(file);
  ::unlink(beside.c_str());
  errno = code;
  return -1;
}

/// Puts the bytes into a new file beside the target and renames it; returns 0 or the error's number.
int replace_file(const std::string& path, std::string_view bytes) {
  std::string beside;
  const int file = open_beside(path, beside);
  if (file < 0) return errno;
  int code = write_fully(file, bytes);
  if (code == 0 && std::rename(beside.c_str(), path.c_str()) != 0) code = errno;
  if (code != 0) ::unlink(beside.c_str());
  return code;
}

/// Writes to what is there and is no plain file: a device, a pipe. Never renames over those.
int write_through(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  return file < 0 ? errno : write_fully(file, bytes);
}

int write_bytes(const std::string& path, std::string_view bytes) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!fs::exists(status)) return replace_file(path, bytes);
  if (fs::is_directory(status)) return EISDIR;
  if (::access(path.c_str(), W_OK) != 0) return errno;  // a rename would not mind a file that is read-only
  if (!fs::is_regular_file(status)) return write_through(path, bytes);
  const fs::path target = fs::canonical(path, ignored);  // keeps a link a link
  return replace_file(ignored ? path : target.string(), bytes);
}

}  // namespace

bool write_whole_file(const std::string& path, std::string_view bytes, std::string& error) {
  const int code = write_bytes(path, bytes);
  if (code != 0) error = failure(path, code);
  return code == 0;
}

std::unique_ptr<UnfinishedFile> UnfinishedFile::create(const std::string& target, std::string& error) {
  std::error_code ignored;
  if (fs::is_directory(target, ignored)) {
    error = failure(target, EISDIR);
    return nullptr;
  }
  const fs::path whole = fs::canonical(target, ignored);  // keeps a link a link
  std::string end = ignored ? target : whole.string();
  std::string path;
  const int file = open_beside(end, path);
  if (file < 0) {
    error = failure(target, errno);
    return nullptr;
  }
  ::close(file);
  return std::unique_ptr<UnfinishedFile>(new UnfinishedFile(std::move(end), std::move(path)));
}

UnfinishedFile::~UnfinishedFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

bool UnfinishedFile::finish(std::string& error) {
  if (std::rename(path_.c_str(), target_.c_str()) != 0) {
    error = failure(target_, errno);
    return false;
  }
  path_.clear();
  return true;
}

}  // namespace loopglass::platform
