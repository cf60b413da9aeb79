package io.portfolioplatform.health.drain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.health.DrainStartedEvent;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.node.NodeLauncher;
import io.portfolioplatform.test.node.Nodes;
import io.portfolioplatform.test.node.Ports;
import io.portfolioplatform.test.node.ProcessNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The order of a shutdown, inside one JVM and as clients of a real process see it.
 */
class DrainTests {

	private static final int CLIENTS = 8;

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	@Test
	void readinessThenJobsThenServerThenPool() {
		Queue<String> order = new ConcurrentLinkedQueue<>();
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class, Recorders.class)
			.initializers((starting) -> starting.getBeanFactory().registerSingleton("order", order))
			.registerShutdownHook(false)
			.properties("server.port=0")
			.run(settings("0s"));
		context.close();
		assertThat(order).containsExactly("readiness off", "jobs stop", "scheduled jobs stopped",
				"phase of the graceful shutdown", "pool open", "lease released, pool closed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "1ms" })
	void asynchronousRequestsAreServedUntilTheServerStops(String delay) {
		Queue<String> answers = new ConcurrentLinkedQueue<>();
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).registerShutdownHook(false)
			.properties("server.port=0")
			.run(settings(delay));
		int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
		// Heard before the server stops, and the drain goes on when the listener returns.
		context.addApplicationListener((ApplicationListener<DrainStartedEvent>) (event) -> answers
			.add(send(HttpClient.newHttpClient(), "POST", port, "/orders/later").body()));
		context.close();
		assertThat(answers).containsExactly("1");
	}

	@Test
	void aListenerThatFailsDoesNotEndTheDrain() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class).registerShutdownHook(false)
			.properties("server.port=0")
			.run(settings("1s"));
		context.addApplicationListener((ApplicationListener<DrainStartedEvent>) (event) -> {
			throw new IllegalStateException("a bug of the application");
		});
		long before = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	/**
	 * A task and a request that do not end are waited for one after the other, each as
	 * long as the timeout of a phase: the budget has to count both.
	 */
	@Test
	void everyPhaseThatWaitsHasTheWholeTimeout() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class, Scheduled.class)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.lifecycle.timeout-per-shutdown-phase=500ms")
			.run(settings("0s"));
		Orders orders = context.getBean(Orders.class);
		int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
		context.getBean(ThreadPoolTaskScheduler.class).execute(orders::hold);
		CompletableFuture<?> request = HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders/held")).build(),
					HttpResponse.BodyHandlers.ofString());
		Awaitility.await().until(() -> orders.held.getCount() == 0);
		long before = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		orders.release.countDown();
		request.handle((answer, failure) -> "ended").join();
	}

	@Test
	void aDrainThatDoesNotFitIsRefusedWithThePhasesOfARealApplication() {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Shop.class, Scheduled.class)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.lifecycle.timeout-per-shutdown-phase=60s");
		assertThatThrownBy(() -> application.run(settings("1s"))).hasMessageContainingAll("1 s (drain) + 2 x 60 s",
				"[webServerGracefulShutdown], [applicationTaskExecutor, taskScheduler]", "= 126 s");
	}

	@Test
	void noRequestOfAClientThatHeedsReadinessIsLost() throws Exception {
		NodeLauncher launcher = NodeLauncher.of(Shop.class).jvmOptions("-Xmx192m", "-XX:TieredStopAtLevel=1");
		for (String setting : settings("2s")) {
			String[] parts = setting.substring(2).split("=", 2);
			launcher.property(parts[0], parts[1]);
		}
		try (Nodes<ProcessNode> nodes = launcher.inOwnJvms(1)) {
			ProcessNode node = nodes.get(0);
			Ports ports = node.ports();
			CountDownLatch stop = new CountDownLatch(1);
			AtomicInteger served = new AtomicInteger();
			AtomicInteger farewells = new AtomicInteger();
			List<CompletableFuture<Void>> clients = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(CompletableFuture.runAsync(() -> {
					HttpClient client = HttpClient.newHttpClient();
					while (stop.getCount() > 0) {
						HttpResponse<String> response = send(client, "POST", ports.main(), "/orders");
						assertThat(response.statusCode()).isEqualTo(200);
						served.incrementAndGet();
						farewells.addAndGet(isFarewell(response) ? 1 : 0);
					}
				}, (task) -> new Thread(task).start()));
			}
			Awaitility.await().until(() -> served.get() > 100);
			assertThat(farewells).hasValue(0);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(node::close,
					(task) -> new Thread(task).start());
			HttpClient balancer = HttpClient.newHttpClient();
			Awaitility.await().until(() -> send(balancer, "GET", ports.management(), "/readyz").statusCode() == 503);
			assertThat(send(balancer, "GET", ports.management(), "/livez").statusCode()).isEqualTo(200);
			int servedBefore = served.get();
			Awaitility.await().until(() -> served.get() > servedBefore + 100);
			stop.countDown();
			clients.forEach(CompletableFuture::join);
			assertThat(farewells).hasValueGreaterThan(100);
			closed.join();
		}
	}

	private String[] settings(String delay) {
		return new String[] { "--spring.datasource.url=" + this.database.jdbcUrl(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(), "--platform.health.drain.delay=" + delay,
				"--platform.health.drain.budget=120s", "--spring.datasource.hikari.maximum-pool-size=2" };
	}

	private static boolean isFarewell(HttpResponse<?> response) {
		return response.headers().firstValue("Connection").filter("close"::equals).isPresent();
	}

	private static HttpResponse<String> send(HttpClient client, String method, int port, String path) {
		try {
			return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.timeout(Duration.ofSeconds(20))
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException("a request was lost", ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SpringBootApplication
	static class Shop {

		@Bean
		Orders orders(JdbcClient jdbc) {
			return new Orders(jdbc);
		}

	}

	@RestController
	static class Orders {

		private final JdbcClient jdbc;

		Orders(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@PostMapping("/orders")
		int order() {
			return this.jdbc.sql("select 1").query(Integer.class).single();
		}

		final CountDownLatch held = new CountDownLatch(2);

		final CountDownLatch release = new CountDownLatch(1);

		@GetMapping("/orders/held")
		void hold() {
			this.held.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@PostMapping("/orders/later")
		Callable<Integer> orderLater() {
			return this::order;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduled {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Recorders {

		@Bean
		static BeanFactoryPostProcessor poolNeedsLease() {
			return (beans) -> beans.getBeanDefinition("dataSource").setDependsOn("lease");
		}

		@Bean
		Lease lease(Queue<String> order, ObjectProvider<HikariDataSource> pool) {
			return new Lease(order, pool);
		}

		@Bean
		Listeners listeners(Queue<String> order, ThreadPoolTaskScheduler scheduler) {
			return new Listeners(order, scheduler);
		}

		@Bean
		SmartLifecycle inThePhaseOfTheServer(Queue<String> order) {
			return new PhaseRecorder(order);
		}

		@Bean
		DisposableBean usesThePoolToTheEnd(Queue<String> order, JdbcClient jdbc) {
			return () -> order
				.add("pool " + (jdbc.sql("select 1").query(Integer.class).single() == 1 ? "open" : "broken"));
		}

	}

	/**
	 * What the pool depends on, as on its share of the fleet's connections.
	 */
	static class Lease implements SmartInitializingSingleton, DisposableBean {

		private final Queue<String> order;

		private final ObjectProvider<HikariDataSource> provider;

		private HikariDataSource pool;

		Lease(Queue<String> order, ObjectProvider<HikariDataSource> provider) {
			this.order = order;
			this.provider = provider;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.pool = this.provider.getObject();
		}

		@Override
		public void destroy() {
			this.order.add("lease released, pool " + (this.pool.isClosed() ? "closed" : "open"));
		}

	}

	static class Listeners {

		private final Queue<String> order;

		private final ThreadPoolTaskScheduler scheduler;

		Listeners(Queue<String> order, ThreadPoolTaskScheduler scheduler) {
			this.order = order;
			this.scheduler = scheduler;
		}

		@EventListener
		void readiness(AvailabilityChangeEvent<ReadinessState> event) {
			String state = "readiness off";
			if (event.getState() == ReadinessState.REFUSING_TRAFFIC && !this.order.contains(state)) {
				this.order.add(state);
			}
		}

		@EventListener
		void drain(DrainStartedEvent event) {
			this.order.add("jobs stop");
			boolean stopped = this.scheduler.getScheduledThreadPoolExecutor().isShutdown();
			this.order.add("scheduled jobs " + (stopped ? "stopped" : "go on"));
		}

	}

	static class PhaseRecorder implements SmartLifecycle {

		private final Queue<String> order;

		private boolean running;

		PhaseRecorder(Queue<String> order) {
			this.order = order;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.order.add("phase of the graceful shutdown");
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

}
