package io.portfolioplatform.test.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts the same Spring Boot application several times, each node on free ports.
 */
public final class NodeLauncher {

	private final Class<?>[] sources;

	private final Map<String, Object> properties = new LinkedHashMap<>(
			Map.of("server.port", 0, "management.server.port", 0));

	private final List<String> jvmOptions = new ArrayList<>();

	private NodeLauncher(Class<?>... sources) {
		this.sources = sources.clone();
	}

	/**
	 * Return a launcher of an application.
	 * @param sources the application's class and further configuration
	 * @return a launcher
	 */
	public static NodeLauncher of(Class<?>... sources) {
		return new NodeLauncher(sources);
	}

	/**
	 * Set a property of every node, with the precedence of a command line argument, in
	 * place of an earlier value.
	 * @param name name of the property
	 * @param value the value
	 * @return this launcher
	 */
	public NodeLauncher property(String name, Object value) {
		this.properties.put(name, value);
		return this;
	}

	/**
	 * Set options of the nodes' own JVMs, such as {@code -Xmx256m}.
	 * @param options the options
	 * @return this launcher
	 */
	public NodeLauncher jvmOptions(String... options) {
		this.jvmOptions.addAll(List.of(options));
		return this;
	}

	/**
	 * Start nodes in this JVM, one after the other.
	 * @param count number of nodes
	 * @return running nodes that the caller closes
	 */
	public Nodes<ContextNode> inThisJvm(int count) {
		return Nodes.start(count, this::startContext);
	}

	private ContextNode startContext() {
		return new ContextNode(new SpringApplicationBuilder(this.sources).registerShutdownHook(false)
			.run(arguments().toArray(String[]::new)));
	}

	private List<String> arguments() {
		return this.properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toList();
	}

	/**
	 * Start nodes in JVMs of their own, with this JVM's class path, all at once. Their
	 * output appears in this JVM's, and they end with this JVM even if it is killed; one
	 * that is suspended then ends when it is resumed.
	 * @param count number of nodes
	 * @return running nodes that the caller closes
	 * @throws IllegalStateException if a node ends before it is ready or is not ready
	 * after three minutes, with what it said
	 */
	public Nodes<ProcessNode> inOwnJvms(int count) {
		return Nodes.start(count, () -> ProcessNode.start(this.jvmOptions, this.sources, arguments()));
	}

}
