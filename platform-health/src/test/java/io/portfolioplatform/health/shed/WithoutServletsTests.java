package io.portfolioplatform.health.shed;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An application on WebFlux and Netty whose class path holds neither the servlet API nor
 * Tomcat nor Spring MVC.
 */
class WithoutServletsTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ClassLoader before = Thread.currentThread().getContextClassLoader();

	@Test
	void shedsAndAnswersProbes() throws Exception {
		AtomicInteger port = new AtomicInteger();
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			assertThatThrownBy(() -> loader.loadClass("jakarta.servlet.Filter"))
				.isInstanceOf(ClassNotFoundException.class);
			Thread.currentThread().setContextClassLoader(loader);
			IntConsumer listener = port::set;
			AutoCloseable application = (AutoCloseable) loader.loadClass(ReactiveSheddingTests.Shop.class.getName())
				.getMethod("run", IntConsumer.class)
				.invoke(null, listener);
			try (application) {
				assertThat(status(port.get(), "/livez")).isEqualTo(200);
				assertThat(status(port.get(), "/readyz")).isEqualTo(200);
				assertThat(status(port.get(), "/pool")).isEqualTo(503);
				assertThat(status(port.get(), "/broken")).isEqualTo(500);
			}
		}
		finally {
			Thread.currentThread().setContextClassLoader(this.before);
		}
	}

	private int status(int port, String path) throws Exception {
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private static URL[] classPath() {
		String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Stream.of(whole.split(File.pathSeparator))
			.filter((entry) -> !new File(entry).getName().matches(".*(servlet|tomcat|webmvc).*"))
			.map(WithoutServletsTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
