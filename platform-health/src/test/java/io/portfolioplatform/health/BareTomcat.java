package io.portfolioplatform.health;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with nothing but a servlet that answers a constant: what any answer costs here.
 *
 * @param tomcat the server
 */
record BareTomcat(Tomcat tomcat) implements AutoCloseable {

	static BareTomcat start() throws IOException, LifecycleException {
		Path directory = Files.createTempDirectory("bare-tomcat");
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(directory.toString());
		tomcat.setPort(0);
		tomcat.getConnector();
		Context context = tomcat.addContext("", directory.toString());
		Tomcat.addServlet(context, "constant", new Constant()).addMapping("/");
		tomcat.start();
		return new BareTomcat(tomcat);
	}

	URI uri() {
		return URI.create("http://localhost:" + this.tomcat.getConnector().getLocalPort() + "/");
	}

	@Override
	public void close() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	private static final class Constant extends HttpServlet {

		private static final long serialVersionUID = 1;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			byte[] body = "{\"status\":\"UP\"}".getBytes();
			response.setContentType("application/json");
			response.setContentLength(body.length);
			try (OutputStream out = response.getOutputStream()) {
				out.write(body);
			}
		}

	}

}
