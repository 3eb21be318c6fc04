#include "app/platform/headless.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include <cstdlib>
#include <utility>

#include "app/platform/gui_host.hpp"

namespace loopglass::platform {
namespace {

constexpr int largest_side = 8192;

/// Makes pictures the same on every machine: drawn by the processor, with vectors of one width. What the
/// person has set in the environment stays.
void fix_renderer() {
  ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 0);
  ::setenv("LP_NATIVE_VECTOR_WIDTH", "128", 0);
}

/// An OpenGL 3.3 context that belongs to no window, and a framebuffer to draw into.
class Offscreen {
 public:
  Offscreen() = default;
  ~Offscreen() {
    if (context_ == EGL_NO_CONTEXT) return;
    make_current();
    if (framebuffer_ != 0) glDeleteFramebuffers(1, &framebuffer_);
    if (colours_ != 0) glDeleteRenderbuffers(1, &colours_);
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    // The display is shared by all hosts of the process and stays.
  }
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  [[nodiscard]] bool open(int width, int height, std::string& error) {
    return open_display(error) && open_context(error) && open_framebuffer(width, height, error);
  }

  void make_current() const {
    if (eglGetCurrentContext() != context_)
      eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
    if (framebuffer_ != 0) glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  }

 private:
  bool open_display(std::string& error) {
    fix_renderer();
    display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ != EGL_NO_DISPLAY && eglInitialize(display_, nullptr, nullptr) == EGL_TRUE) return true;
    error =
        "pictures need Mesa's EGL without a screen, which is not here; install libegl-mesa0 and "
        "libgl1-mesa-dri";
    return false;
  }

  bool open_context(std::string& error) {
    const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION,
                             3,
                             EGL_CONTEXT_MINOR_VERSION,
                             3,
                             EGL_CONTEXT_OPENGL_PROFILE_MASK,
                             EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                             EGL_NONE};
    eglBindAPI(EGL_OPENGL_API);
    context_ = eglCreateContext(display_, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
    const bool ready = context_ != EGL_NO_CONTEXT &&
                       eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_TRUE &&
                       gladLoadGL(eglGetProcAddress) >= GLAD_MAKE_VERSION(3, 3);
    if (!ready)
      error = "Pictures need OpenGL 3.3, which is not here; install libgl1-mesa-dri, which draws in software";
    return ready;
  }

  bool open_framebuffer(int width, int height, std::string& error) {
    glGenRenderbuffers(1, &colours_);
    glBindRenderbuffer(GL_RENDERBUFFER, colours_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colours_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE) return true;
    error = "A picture of this size is more than OpenGL can draw here; choose a smaller one";
    return false;
  }

  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
  GLuint framebuffer_ = 0;
  GLuint colours_ = 0;
};

class HeadlessSurface final : public GuiHost {
 public:
  using GuiHost::GuiHost;

  void pass(double dt) { now_ += dt; }
  [[nodiscard]] const std::string& title() const { return title_; }

  void set_title(const std::string& title) override { title_ = title; }
  [[nodiscard]] std::string clipboard() const override { return clipboard_; }
  void set_clipboard(const std::string& text) override { clipboard_ = text; }
  void toggle_fullscreen() override { fullscreen_ = !fullscreen_; }
  [[nodiscard]] bool is_fullscreen() const override { return fullscreen_; }
  [[nodiscard]] double now() const override { return now_; }

 private:
  std::string title_;
  std::string clipboard_;
  bool fullscreen_ = false;
  double now_ = 0;
};

}  // namespace

struct HeadlessHost::Impl {
  explicit Impl(const Options& options)
      : size{options.width, options.height}, surface(options.theme, options.scale) {}

  GuiHost::FrameSize size;
  Offscreen offscreen;
  HeadlessSurface surface;  // after `offscreen`: its renderer must go while the context is still there
};

std::unique_ptr<HeadlessHost> HeadlessHost::open(const Options& options, std::string& error) {
  if (options.width < 1 || options.height < 1 || options.width > largest_side ||
      options.height > largest_side) {
    error = "A picture is from 1x1 to " + std::to_string(largest_side) + "x" + std::to_string(largest_side) +
            " pixels, not " + std::to_string(options.width) + "x" + std::to_string(options.height);
    return nullptr;
  }
  auto impl = std::make_unique<Impl>(options);
  if (!impl->offscreen.open(options.width, options.height, error)) return nullptr;
  if (!impl->surface.start(error)) return nullptr;
  return std::unique_ptr<HeadlessHost>(new HeadlessHost(std::move(impl)));
}

HeadlessHost::HeadlessHost(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HeadlessHost::~HeadlessHost() { impl_->offscreen.make_current(); }

Redraw HeadlessHost::step(Frontend& frontend, double dt) {
  impl_->offscreen.make_current();
  impl_->surface.pass(dt);
  return impl_->surface.draw(frontend, impl_->size, dt, true);
}

int HeadlessHost::settle(Frontend& frontend, double dt) {
  int frames = 0;
  for (int calm = 0; calm < GuiHost::settle_frames; ++frames) {
    const bool fed = input().pending();
    step(frontend, dt);
    calm = fed ? 0 : calm + 1;
  }
  return frames;
}

InputQueue& HeadlessHost::input() { return impl_->surface.input(); }
Surface& HeadlessHost::surface() { return impl_->surface; }
bool HeadlessHost::quit_requested() const { return impl_->surface.quit_requested(); }
const std::string& HeadlessHost::title() const { return impl_->surface.title(); }

Image HeadlessHost::pixels() const {
  impl_->offscreen.make_current();
  return GuiHost::read_pixels(impl_->size);
}

}  // namespace loopglass::platform
