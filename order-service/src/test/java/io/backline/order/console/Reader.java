package io.backline.order.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Somebody who looks at the console in a real browser: the Chromium of the system. Without one the tests are skipped. */
final class Reader implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final BrowserContext context;
    private final URI console;
    private final List<String> complaints = new ArrayList<>();
    final Page page;

    private Reader(NewContextOptions how, URI console) {
        this.console = console;
        this.context = Chromium.started().newContext(how.setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        this.page = context.newPage();
        page.setDefaultTimeout(15_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    static Reader of(URI console) {
        return new Reader(new NewContextOptions().setViewportSize(1440, 900), console);
    }

    static Reader withoutScript(URI console) {
        return new Reader(new NewContextOptions().setViewportSize(1440, 900).setJavaScriptEnabled(false), console);
    }

    Reader inTheLight() {
        page.setViewportSize(1440, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return this;
    }

    Reader inTheDark() {
        page.setViewportSize(1440, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        return this;
    }

    Reader onAPhone() {
        page.setViewportSize(390, 844);
        return this;
    }

    Reader open(String path) {
        page.navigate(console.resolve(path).toString());
        return this;
    }

    /** The text of what is shown, as far as it can be seen. */
    String text() {
        return page.locator("main").innerText();
    }

    void keep(String name) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    void findsNothingToComplainAbout() {
        assertThat(complaints).isEmpty();
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .extracting(violation -> violation.getId() + ": " + violation.getHelp() + " "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList())
                .isEmpty();
        assertThat((Boolean)
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits the screen's width")
                .isTrue();
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Chromium {
        private static final Browser STARTED =
                executable().filter(Chromium::runs).map(Chromium::start).orElse(null);

        static Browser started() {
            assumeTrue(
                    STARTED != null,
                    "no Chromium that runs on the PATH (Debian: apt install chromium): the console is not looked at in a browser");
            return STARTED;
        }

        private static Optional<Path> executable() {
            return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(folder, name)))
                    .filter(Files::isExecutable)
                    .findFirst();
        }

        /** A package may leave a script that only says how to get the browser. */
        private static boolean runs(Path executable) {
            try {
                var process = new ProcessBuilder(executable.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return false;
                }
                return process.exitValue() == 0;
            } catch (IOException notAProgram) {
                return false;
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        }

        private static Browser start(Path executable) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            // Root has no sandbox; what is looked at is our own.
            return playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(executable).setArgs(List.of("--no-sandbox")));
        }
    }
}
