package io.portfolioplatform.test.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link NodeLauncher}.
 */
class NodeLauncherTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final NodeLauncher launcher = NodeLauncher.of(Greeter.class)
		.property("greeting", "hello")
		.property("spring.main.banner-mode", "off")
		.property("spring.autoconfigure.exclude", DataSourceAutoConfiguration.class.getName());

	@Test
	void startsNodesInThisJvm() throws Exception {
		try (Nodes<ContextNode> nodes = this.launcher.inThisJvm(2)) {
			assertThat(nodes).extracting((node) -> node.ports().main()).doesNotHaveDuplicates();
			for (ContextNode node : nodes) {
				assertThat(get(node.url())).isEqualTo("hello from " + ProcessHandle.current().pid());
			}
			nodes.get(0).close();
			assertThat(nodes.get(0).context().isActive()).isFalse();
			assertThat(get(nodes.get(1).url())).startsWith("hello");
		}
	}

	@Test
	void startsNodesInTheirOwnJvms() throws Exception {
		try (Nodes<ProcessNode> nodes = this.launcher.jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1").inOwnJvms(2)) {
			for (ProcessNode node : nodes) {
				assertThat(get(node.url())).isEqualTo("hello from " + node.pid());
			}
			nodes.get(0).kill();
			assertThat(nodes.get(0).isAlive()).isFalse();
			nodes.get(1).suspend();
			assertThat(nodes.get(1).isAlive()).isTrue();
			nodes.get(1).resume();
			assertThat(get(nodes.get(1).url())).startsWith("hello");
		}
	}

	@Test
	void asksASuspendedNodeToEnd() {
		try (Nodes<ProcessNode> nodes = this.launcher.inOwnJvms(1)) {
			ProcessNode node = nodes.get(0);
			node.suspend();
			assertThat(CompletableFuture.runAsync(node::close)).succeedsWithin(Duration.ofSeconds(30));
			assertThat(node.isAlive()).isFalse();
		}
	}

	@Test
	void aNodeThatIsClosedEndsInItsOwnTime(@TempDir Path folder) {
		Path farewell = folder.resolve("farewell");
		NodeLauncher.of(Slow.class)
			.property("spring.main.web-application-type", "none")
			.property("spring.main.keep-alive", true)
			.property("farewell", farewell)
			.inOwnJvms(1)
			.close();
		assertThat(farewell).hasContent("after a moment");
	}

	@Test
	void aPropertyHasTheValueThatWasSetLast() throws Exception {
		try (Nodes<ContextNode> nodes = this.launcher.property("greeting", "goodbye").inThisJvm(1)) {
			assertThat(get(nodes.get(0).url())).startsWith("goodbye from");
		}
	}

	@Test
	void tellsWhatANodeSaidThatDidNotStart() {
		NodeLauncher broken = NodeLauncher.of(Greeter.class).property("server.port", "none");
		assertThatIllegalStateException().isThrownBy(() -> broken.inOwnJvms(1))
			.withMessageContaining("ended before it was ready")
			.withMessageContaining("server.port");
	}

	@Test
	void leavesNoNodeBehindWhenItsJvmIsKilled() throws Exception {
		try (Nodes<ProcessNode> parents = NodeLauncher.of(Parent.class).inOwnJvms(1)) {
			long child = Long.parseLong(get(parents.get(0).url()));
			assertThat(ProcessHandle.of(child)).isPresent();
			parents.get(0).kill();
			await().untilAsserted(() -> assertThat(ProcessHandle.of(child)).isEmpty());
		}
	}

	@Test
	void needsANode() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.launcher.inThisJvm(0)).withMessageContaining("0");
	}

	private String get(URI url) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build();
		return this.client.send(request, BodyHandlers.ofString()).body();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Greeter {

		@Value("${greeting:none}")
		private String greeting = "";

		@GetMapping("/")
		String greet() {
			return this.greeting + " from " + ProcessHandle.current().pid();
		}

	}

	/**
	 * Takes a moment to end.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Slow implements DisposableBean {

		@Value("${farewell}")
		private String farewell = "";

		@Override
		public void destroy() throws Exception {
			assertThat(new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS)).isFalse();
			Files.writeString(Path.of(this.farewell), "after a moment");
		}

	}

	/**
	 * Starts a node of its own at the first request and answers with its process id.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	@RestController
	static class Parent {

		@GetMapping("/")
		String child() {
			NodeLauncher launcher = NodeLauncher.of(Greeter.class)
				.property("spring.autoconfigure.exclude", DataSourceAutoConfiguration.class.getName());
			return Long.toString(launcher.inOwnJvms(1).get(0).pid());
		}

	}

}
