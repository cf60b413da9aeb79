package io.portfolioplatform.test.node;

import org.springframework.core.env.Environment;

/**
 * Ports of a node; -1 where it does not listen.
 *
 * @param main port of the web server
 * @param management port of the Actuator, the same as {@code main} where it has no port
 * of its own
 */
public record Ports(int main, int management) {

	private static final int NONE = -1;

	static Ports of(Environment environment) {
		int main = environment.getProperty("local.server.port", Integer.class, NONE);
		return new Ports(main, environment.getProperty("local.management.port", Integer.class, main));
	}

	static Ports parse(String text) {
		String[] ports = text.split(" ", 2);
		return new Ports(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
	}

	String format() {
		return this.main + " " + this.management;
	}

}
