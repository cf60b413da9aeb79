package io.portfolioplatform.perf.fleet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.DbPool;
import io.portfolioplatform.dbpool.autoconfigure.DatabaseUrlAutoConfiguration;
import io.portfolioplatform.dbpool.autoconfigure.PlatformDbPoolAutoConfiguration;
import io.portfolioplatform.dbpool.refusal.Refusal;
import io.portfolioplatform.dbpool.refusal.Refusals;

import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * A pod with the starter, in an application context of its own.
 */
final class LeasedPod extends Pod {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	LeasedPod(Counts counts, String name, String url, List<String> properties) {
		super(counts, name);
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("pod",
					Stream.concat(properties.stream(), Stream.of("DATABASE_URL=" + url))
						.map((property) -> property.split("=", 2))
						.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]))));
		this.context.register(DatabaseUrlAutoConfiguration.class, DataSourceAutoConfiguration.class,
				PlatformDbPoolAutoConfiguration.class);
		this.context.refresh();
	}

	@Override
	HikariDataSource dataSource() {
		return this.context.getBean(HikariDataSource.class);
	}

	@Override
	int share() {
		return this.context.getBean(DbPool.class).share();
	}

	@Override
	long refused() {
		return this.context.getBean(Refusals.class).count(Refusal.POOLER_FULL);
	}

	@Override
	public void close() {
		stop();
		this.context.close();
	}

}
