package io.portfolioplatform.test.node;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Running instances of one application; closing stops them all.
 *
 * @param <N> kind of the nodes
 */
public final class Nodes<N extends Node> implements Iterable<N>, AutoCloseable {

	private final List<N> nodes = new ArrayList<>();

	private Nodes() {
	}

	static <N extends Node> Nodes<N> start(int count, Supplier<N> starter) {
		if (count < 1) {
			throw new IllegalArgumentException("At least one node is needed, not " + count);
		}
		Nodes<N> nodes = new Nodes<>();
		try {
			for (int i = 0; i < count; i++) {
				nodes.nodes.add(starter.get());
			}
			// A process starts in the background: ask only when all have begun.
			nodes.forEach(Node::ports);
			return nodes;
		}
		catch (RuntimeException | Error ex) {
			nodes.closeAfter(ex);
			throw ex;
		}
	}

	/**
	 * Return a node.
	 * @param index number of the node, from 0
	 * @return the node
	 */
	public N get(int index) {
		return this.nodes.get(index);
	}

	/**
	 * Return the number of nodes, stopped ones included.
	 * @return the number of nodes
	 */
	public int size() {
		return this.nodes.size();
	}

	@Override
	public Iterator<N> iterator() {
		return List.copyOf(this.nodes).iterator();
	}

	private void closeAfter(Throwable failure) {
		try {
			close();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Stop all nodes, one after the other.
	 * @throws RuntimeException what the first node threw that could not be stopped, with
	 * that of others suppressed; all have been asked to stop then
	 */
	@Override
	public void close() {
		List<RuntimeException> failures = new ArrayList<>();
		for (N node : this.nodes) {
			try {
				node.close();
			}
			catch (RuntimeException ex) {
				failures.add(ex);
			}
		}
		if (!failures.isEmpty()) {
			RuntimeException first = failures.remove(0);
			failures.forEach(first::addSuppressed);
			throw first;
		}
	}

}
