package io.portfolioplatform.test.node;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Nodes}.
 */
class NodesTests {

	private final List<String> closed = new ArrayList<>();

	private int started;

	@Test
	void closesAllThoughSomeFail() {
		Nodes<Node> nodes = Nodes.start(3, this::start);
		assertThatIllegalStateException().isThrownBy(nodes::close)
			.withMessage("node 1")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).extracting(Throwable::getMessage)
				.containsExactly("node 2", "node 3"));
		assertThat(this.closed).containsExactly("node 1", "node 2", "node 3");
	}

	@Test
	void tellsWhyItDidNotStartThoughClosingFails() {
		assertThatIllegalStateException().isThrownBy(() -> Nodes.start(3, this::startTwo))
			.withMessage("no third")
			.satisfies(
					(ex) -> assertThat(ex.getSuppressed()).extracting(Throwable::getMessage).containsExactly("node 1"));
		assertThat(this.closed).containsExactly("node 1", "node 2");
	}

	@Test
	void closesWhatHasStartedWhateverStopsTheStart() {
		assertThat(catchThrowable(() -> Nodes.start(2, this::startOne))).isInstanceOf(LinkageError.class);
		assertThat(this.closed).containsExactly("node 1");
	}

	private Node startOne() {
		if (this.started == 1) {
			throw new LinkageError("no second");
		}
		return start();
	}

	private Node startTwo() {
		if (this.started == 2) {
			throw new IllegalStateException("no third");
		}
		return start();
	}

	private Node start() {
		return new StuckNode("node " + (++this.started));
	}

	/**
	 * Node that cannot be closed.
	 */
	private final class StuckNode implements Node {

		private final String name;

		StuckNode(String name) {
			this.name = name;
		}

		@Override
		public Ports ports() {
			return new Ports(1, 1);
		}

		@Override
		public void close() {
			NodesTests.this.closed.add(this.name);
			throw new IllegalStateException(this.name);
		}

	}

}
