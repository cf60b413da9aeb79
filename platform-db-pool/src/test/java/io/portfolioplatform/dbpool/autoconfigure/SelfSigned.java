package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A server's key and certificate, which only that certificate vouches for.
 *
 * @param key file with the key, PEM
 * @param certificate file with the certificate, PEM
 */
record SelfSigned(Path key, Path certificate) {

	private static final String PASSWORD = "changeit";

	static SelfSigned of(String host) throws IOException, InterruptedException, GeneralSecurityException {
		Path directory = Files.createTempDirectory("certificate",
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Path store = directory.resolve("store.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host,
				"-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
			.inheritIO()
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool failed");
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(store)) {
			keys.load(stream, PASSWORD.toCharArray());
		}
		return new SelfSigned(
				pem(directory.resolve("server.key"), "PRIVATE KEY",
						keys.getKey("server", PASSWORD.toCharArray()).getEncoded()),
				pem(directory.resolve("server.crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded()));
	}

	private static Path pem(Path file, String type, byte[] content) throws IOException {
		return Files.writeString(file,
				"-----BEGIN " + type + "-----\n"
						+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content) + "\n-----END " + type
						+ "-----\n");
	}

	/**
	 * Return the lines of PgBouncer's configuration that make it ask for encryption.
	 */
	String[] pgbouncer() {
		return new String[] { "client_tls_sslmode = require", "client_tls_key_file = " + this.key,
				"client_tls_cert_file = " + this.certificate };
	}

}
