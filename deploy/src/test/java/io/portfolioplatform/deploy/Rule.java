package io.portfolioplatform.deploy;

import java.util.List;
import java.util.function.Function;

/**
 * Something that holds for all manifests together.
 *
 * @param name what it demands
 * @param violations finds what does not comply
 */
record Rule(String name, Function<Manifests, List<String>> violations) {

	@Override
	public String toString() {
		return this.name;
	}

}
