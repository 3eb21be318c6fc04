#include "app/platform/window.hpp"

#include <glad/gl.h>
// After glad, which brings the declarations that GLFW would look for.
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/platform/gui_host.hpp"
#include "app/platform/keys.hpp"
#include "app/platform/pacing.hpp"
#include "app/platform/pointer.hpp"
#include "app/platform/screens.hpp"

namespace loopglass::platform {
namespace {

static_assert(key::space == GLFW_KEY_SPACE && key::a == GLFW_KEY_A &&
              key::grave_accent == GLFW_KEY_GRAVE_ACCENT);
static_assert(key::escape == GLFW_KEY_ESCAPE && key::end == GLFW_KEY_END && key::f12 == GLFW_KEY_F12);
static_assert(key::kp_enter == GLFW_KEY_KP_ENTER && key::left_shift == GLFW_KEY_LEFT_SHIFT &&
              key::right_super == GLFW_KEY_RIGHT_SUPER);

constexpr double nap = 1.0;  // how long a sleeping window waits before it looks whether it still should sleep

constexpr const char* without_window =
    "; 'loopglass picture' and 'loopglass run ... --show story' need no display";

/// What GLFW says went wrong last, without its line ends.
std::string glfw_complaint() {
  const char* text = nullptr;
  if (glfwGetError(&text) == GLFW_NO_ERROR || text == nullptr) return "no reason given";
  std::string line = text;
  std::ranges::replace(line, '\n', ' ');
  return line;
}

/// GLFW for as long as a window lives.
class Library {
 public:
  Library() : ready_(glfwInit() == GLFW_TRUE) {}
  ~Library() {
    if (ready_) glfwTerminate();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  [[nodiscard]] bool ready() const { return ready_; }

 private:
  bool ready_;
};

/// What was chosen on a small screen cannot be read on a large one.
float first_scale(const WindowOptions& options, float screen_scale) {
  const bool counts = options.chosen_where <= 0 || options.chosen_where == screen_scale;
  return options.scale > 0 && counts ? options.scale : screen_scale;
}

class Window final : public GuiHost {
 public:
  Window(GLFWwindow* window, const WindowOptions& options, float screen_scale, Frontend& frontend)
      : GuiHost(options.theme, first_scale(options, screen_scale)),
        window_(window),
        frontend_(frontend),
        screen_scale_(screen_scale),
        pointer_(window) {
    glfwSetWindowUserPointer(window_, this);
    install_callbacks();
  }

  void run();

  void set_title(const std::string& title) override {
    if (title != title_) glfwSetWindowTitle(window_, title.c_str());
    title_ = title;
  }
  [[nodiscard]] std::string clipboard() const override {
    const char* text = glfwGetClipboardString(window_);
    return text == nullptr ? std::string() : std::string(text);
  }
  void set_clipboard(const std::string& text) override { glfwSetClipboardString(window_, text.c_str()); }
  void toggle_fullscreen() override { turn_fullscreen_ = !turn_fullscreen_; }
  [[nodiscard]] bool is_fullscreen() const override { return glfwGetWindowMonitor(window_) != nullptr; }
  [[nodiscard]] double now() const override { return glfwGetTime(); }
  [[nodiscard]] float screen_scale() const override { return screen_scale_; }

 private:
  static Window& of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

  void install_callbacks();
  void wake() { pacing_.wake(settle_frames); }
  void draw_frame();
  void wait_for_work();
  void change_fullscreen();
  [[nodiscard]] Rectangle place() const;
  [[nodiscard]] FrameSize framebuffer() const;
  void move_cursor(double x, double y);

  GLFWwindow* window_;
  Frontend& frontend_;
  float screen_scale_;
  Pacing pacing_;
  double last_frame_ = 0;
  std::string title_;
  bool turn_fullscreen_ = false;
  Rectangle before_fullscreen_;
  Pointer pointer_;
};

void Window::install_callbacks() {
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int code, int, int action, int) {
    if (action == GLFW_REPEAT) return;  // ImGui repeats by itself
    of(w).input().key(code, action == GLFW_PRESS);
    of(w).wake();
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned int codepoint) {
    of(w).input().character(codepoint);
    of(w).wake();
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int number, int action, int) {
    // The pointer's place was told before, in order; to ask for it now would give where it has got to since.
    of(w).input().button(number, action == GLFW_PRESS);
    of(w).wake();
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) { of(w).move_cursor(x, y); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    if (entered == GLFW_FALSE) of(w).input().cursor_left();
    of(w).wake();
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    of(w).input().scroll(x, y);
    of(w).wake();
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    if (focused == GLFW_FALSE) of(w).input().release_all();
    of(w).wake();
  });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).wake(); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).wake(); });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) { of(w).wake(); });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    of(w).frontend_.dropped({paths, paths + count});
    of(w).wake();
  });
}

/// GLFW speaks in its own units, which are not pixels everywhere; we speak in pixels.
void Window::move_cursor(double x, double y) {
  int width = 1;
  int height = 1;
  glfwGetWindowSize(window_, &width, &height);
  const FrameSize pixels = framebuffer();
  if (width > 0 && height > 0) {
    input().cursor(std::floor(x * pixels.width / width), std::floor(y * pixels.height / height));
  }
  wake();
}

GuiHost::FrameSize Window::framebuffer() const {
  FrameSize size{0, 0};
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return size;
}

void Window::run() {
  while (!quit_requested()) {
    wait_for_work();
    if (glfwWindowShouldClose(window_) == GLFW_TRUE) {
      if (frontend_.may_close()) return;
      glfwSetWindowShouldClose(window_, GLFW_FALSE);
    }
    const FrameSize size = framebuffer();
    const bool visible =
        size.width > 0 && size.height > 0 && glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == 0;
    if (!visible) {
      glfwWaitEventsTimeout(nap);
    } else if (pacing_.due()) {
      draw_frame();
    }
  }
}

/// Sleeps until a frame may begin or, if none is due, until something happens.
void Window::wait_for_work() {
  if (!pacing_.due() && !input().pending()) glfwWaitEventsTimeout(nap);
  glfwPollEvents();
  if (!pacing_.due()) return;
  double left = pacing_.wait(now(), input().pending());
  while (left > 0) {
    glfwWaitEventsTimeout(left);
    left = pacing_.wait(now(), input().pending());
  }
}

void Window::draw_frame() {
  const double start = now();
  pacing_.began(start);
  Redraw wish = draw(frontend_, framebuffer(), start - std::exchange(last_frame_, start), false);
  // What waits for a later frame, and what is held down and may repeat, keeps the frames coming.
  if (input().pending() || input().held()) {
    wish = Redraw::soon;
    wake();
  }
  pointer_.show(ImGui::GetMouseCursor());
  glfwSwapBuffers(window_);
  pacing_.ended(wish);
  if (turn_fullscreen_) change_fullscreen();
}

Rectangle Window::place() const {
  Rectangle now;
  glfwGetWindowPos(window_, &now.x, &now.y);
  glfwGetWindowSize(window_, &now.width, &now.height);
  return now;
}

void Window::change_fullscreen() {
  turn_fullscreen_ = false;
  wake();
  if (is_fullscreen()) {
    const Rectangle& back = before_fullscreen_;
    glfwSetWindowMonitor(window_, nullptr, back.x, back.y, back.width, back.height, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = screen_showing(place());
  const GLFWvidmode* mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
  if (mode == nullptr) return;
  before_fullscreen_ = place();
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

GLFWwindow* make_window(const WindowOptions& options, float scale) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "Loopglass");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "loopglass");
  const Rectangle area = work_area(glfwGetPrimaryMonitor());
  const auto fit = [scale](int wanted, int room) {
    const int size = static_cast<int>(std::lround(static_cast<float>(wanted) * scale));
    return std::max(1, room > 0 ? std::min(size, room) : size);
  };
  return glfwCreateWindow(fit(options.width, area.width), fit(options.height, area.height),
                          options.title.c_str(), nullptr, nullptr);
}

}  // namespace

int run_window(const WindowOptions& options, Frontend& frontend, std::string& error) {
  const Library library;
  if (!library.ready()) {
    error = "No window can be opened (" + glfw_complaint() + ")" + without_window;
    return 2;
  }
  const float own_scale = content_scale(glfwGetPrimaryMonitor());
  GLFWwindow* handle = make_window(options, own_scale);
  if (handle == nullptr) {
    error = "No window with OpenGL 3.3 can be opened (" + glfw_complaint() + "); install libgl1-mesa-dri" +
            without_window;
    return 2;
  }
  glfwMakeContextCurrent(handle);
  int result = 2;
  if (gladLoadGL(glfwGetProcAddress) < GLAD_MAKE_VERSION(3, 3)) {
    error = std::string("OpenGL 3.3 cannot be loaded; install libgl1-mesa-dri") + without_window;
  } else {
    glfwSwapInterval(1);
    Window window(handle, options, own_scale, frontend);
    if (window.start(error)) {
      window.run();
      result = 0;
    }
  }
  glfwDestroyWindow(handle);
  return result;
}

}  // namespace loopglass::platform
