package io.portfolioplatform.app.metrics;

import java.io.IOException;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps the application of a node from finding the configurations of tests beside its
 * own, as tests do for the application they start.
 */
public class WithoutTestConfiguration extends TypeExcludeFilter {

	@Override
	public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		return reader.getAnnotationMetadata().isAnnotated(TestConfiguration.class.getName());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof WithoutTestConfiguration;
	}

	@Override
	public int hashCode() {
		return WithoutTestConfiguration.class.hashCode();
	}

}
