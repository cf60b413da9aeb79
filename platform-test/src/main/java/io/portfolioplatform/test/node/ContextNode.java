package io.portfolioplatform.test.node;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Node inside this JVM.
 */
public final class ContextNode implements Node {

	private final ConfigurableApplicationContext context;

	ContextNode(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Return the node's application context, to ask its beans.
	 * @return the context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public Ports ports() {
		return Ports.of(this.context.getEnvironment());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
