package org.springframework.cloud.context.environment;

import org.springframework.context.ApplicationEvent;

/**
 * What Spring Cloud publishes when properties have changed: only its name counts here.
 */
@SuppressWarnings("serial")
public class EnvironmentChangeEvent extends ApplicationEvent {

	/**
	 * Create the event.
	 * @param source what has changed
	 */
	public EnvironmentChangeEvent(Object source) {
		super(source);
	}

}
