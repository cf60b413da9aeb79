package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.portfolioplatform.perf.usual.UsualPiecesAutoConfiguration;

import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.cache.transaction.AbstractTransactionSupportingCacheManager;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.domain.Page;
import org.springframework.data.keyvalue.core.KeyValueOperations;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.util.ClassUtils;

/**
 * Puts what teams use instead of the starters on the class path of a packaged
 * application, by the launcher that Spring Boot has in each for that purpose.
 */
final class UsualPieces {

	/** One of each library. */
	private static final List<Class<?>> LIBRARIES = List.of(DataRedisAutoConfiguration.class, RedisCacheManager.class,
			KeyValueOperations.class, Page.class, AbstractTransactionSupportingCacheManager.class, RedisClient.class,
			ofLettuce("redis.clients.authentication.core.TokenManager"));

	private UsualPieces() {
	}

	/**
	 * Return the options of the application's JVM.
	 * @param jar the application as it is packaged
	 * @param directory where the classes may be written
	 * @return options, after which the JVM may be told to run the jar
	 */
	static String options(Path jar, Path directory) {
		String path = Stream.concat(Stream.of(classes(directory)), LIBRARIES.stream().map(UsualPieces::library))
			.map(Path::toString)
			.collect(Collectors.joining(","));
		// What follows "-jar" is an argument that the application ignores.
		return "-Dloader.path=" + path + " -cp " + jar + " org.springframework.boot.loader.launch.PropertiesLauncher";
	}

	private static Class<?> ofLettuce(String name) {
		return ClassUtils.resolveClassName(name, RedisClient.class.getClassLoader());
	}

	private static Path classes(Path directory) {
		String folder = UsualPiecesAutoConfiguration.class.getPackageName().replace('.', '/');
		try {
			Path target = Files.createDirectories(directory.resolve(folder));
			for (Resource file : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:" + folder + "/*.class")) {
				Files.write(target.resolve(Objects.requireNonNull(file.getFilename())), file.getContentAsByteArray());
			}
			Path imports = Files.createDirectories(directory.resolve("META-INF/spring"));
			Files.writeString(imports.resolve("org.springframework.boot.autoconfigure.AutoConfiguration.imports"),
					UsualPiecesAutoConfiguration.class.getName() + "\n");
			return directory.toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path library(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException("Where is " + type + "?", ex);
		}
	}

}
