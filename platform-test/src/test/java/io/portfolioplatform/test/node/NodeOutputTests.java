package io.portfolioplatform.test.node;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link NodeOutput}.
 */
class NodeOutputTests {

	@Test
	void tellsWhatANodeSaidThatIsNotReadyInTime() throws IOException {
		Process process = new ProcessBuilder("sh", "-c", "echo waiting for a lock; exec sleep 600").start();
		try {
			NodeOutput output = NodeOutput.of(process);
			await().untilAsserted(
					() -> assertThatIllegalStateException().isThrownBy(() -> output.awaitPorts(Duration.ofMillis(1)))
						.withMessageContaining("Node " + process.pid() + " was not ready after")
						.withMessageContaining("waiting for a lock"));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
