package io.portfolioplatform.redis.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import io.portfolioplatform.test.RedisServer;

/**
 * Puts TLS in front of a Redis server: a certificate for localhost that only its own
 * trust store knows.
 */
final class TlsRelay implements AutoCloseable {

	static final String PASSWORD = "changeit";

	private final ServerSocket socket;

	private final RedisServer server;

	private volatile SSLSocket last;

	private TlsRelay(ServerSocket socket, RedisServer server) {
		this.socket = socket;
		this.server = server;
	}

	static TlsRelay to(RedisServer server, Path keyStore) throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keyStore)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		TlsRelay relay = new TlsRelay(
				context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
		start(relay::accept);
		return relay;
	}

	/**
	 * Create a key and a self-signed certificate for localhost with the JDK's keytool.
	 */
	static Path createKeyStore(Path directory) throws IOException, InterruptedException {
		Path keyStore = directory.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "redis", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore",
				keyStore.toString())
			.inheritIO()
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool failed");
		}
		return keyStore;
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Return what the client that came last has agreed on.
	 */
	SSLSession session() {
		return this.last.getSession();
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				SSLSocket client = (SSLSocket) this.socket.accept();
				this.last = client;
				Socket redis = new Socket(this.server.host(), this.server.port());
				start(() -> pump(client, redis));
				start(() -> pump(redis, client));
			}
			catch (IOException ex) {
				// Closed, or a client that did not trust the certificate.
			}
		}
	}

	private static void pump(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// The other end is gone.
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "tls-relay");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
