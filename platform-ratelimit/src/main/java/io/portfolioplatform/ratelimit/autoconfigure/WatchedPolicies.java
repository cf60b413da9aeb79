package io.portfolioplatform.ratelimit.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

import io.portfolioplatform.ratelimit.RateLimitPolicies;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Watches a YAML file whose policies override the others, such as one of a mounted
 * ConfigMap. A file that cannot work changes nothing.
 */
final class WatchedPolicies implements SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(WatchedPolicies.class);

	private static final String SOURCE = "platform.ratelimit.reload";

	private static final ConfigurationPropertyName POLICIES = ConfigurationPropertyName
		.of("platform.ratelimit.policies");

	private final Path file;

	private final Duration interval;

	private final ConfigurableEnvironment environment;

	private final RateLimitPolicies policies;

	private final Lock lock;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread daemon = new Thread(task, "platform-ratelimit-reload");
		daemon.setDaemon(true);
		return daemon;
	});

	private final AtomicInteger refused = new AtomicInteger();

	private byte[] seen = {};

	private List<PropertySource<?>> documents = List.of();

	WatchedPolicies(String file, Duration interval, ConfigurableEnvironment environment, RateLimitPolicies policies,
			Lock lock) {
		this.file = Path.of(file);
		this.interval = interval;
		this.environment = environment;
		this.policies = policies;
		this.lock = lock;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			look();
		}
		catch (IOException ex) {
			throw new InvalidRateLimitException(
					"'platform.ratelimit.reload.file' is '" + this.file + "', which cannot be read: " + ex.getMessage(),
					"Name a YAML file that exists.");
		}
		long millis = this.interval.toMillis();
		var unused = this.thread.scheduleWithFixedDelay(this::watch, millis, millis, TimeUnit.MILLISECONDS);
	}

	@Override
	public void destroy() {
		this.thread.shutdownNow();
	}

	/**
	 * Return how often the file could not be used.
	 */
	int refused() {
		return this.refused.get();
	}

	private void watch() {
		try {
			look();
		}
		catch (IOException | RuntimeException ex) {
			this.refused.incrementAndGet();
			logger.error("Rate limits stay as they are: " + this.file + ": "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private void look() throws IOException {
		byte[] content = Files.readAllBytes(this.file);
		if (!Arrays.equals(content, this.seen)) {
			this.seen = content;
			apply(content);
		}
	}

	private void apply(byte[] content) throws IOException {
		List<PropertySource<?>> loaded = new YamlPropertySourceLoader().load(SOURCE, new ByteArrayResource(content));
		loaded.forEach(this::check);
		// Whoever else reads finds all documents of before or all of these.
		this.lock.lock();
		try {
			reload(loaded);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void reload(List<PropertySource<?>> loaded) {
		List<PropertySource<?>> before = this.documents;
		try {
			replace(loaded);
			this.policies.reload();
		}
		catch (RuntimeException ex) {
			replace(before);
			throw ex;
		}
	}

	private void check(PropertySource<?> document) {
		for (String name : ((EnumerablePropertySource<?>) document).getPropertyNames()) {
			ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
			if (!POLICIES.equals(property) && !POLICIES.isAncestorOf(property)) {
				throw new InvalidRateLimitException(
						"'" + name + "' is set in 'platform.ratelimit.reload.file', which changes policies only",
						"Remove it from " + this.file + ", or mend its name: it begins with '" + POLICIES + ".'.");
			}
		}
	}

	private void replace(List<PropertySource<?>> loaded) {
		MutablePropertySources sources = this.environment.getPropertySources();
		this.documents.forEach((document) -> sources.remove(document.getName()));
		// The last document counts most.
		loaded.forEach(sources::addFirst);
		this.documents = loaded;
	}

}
