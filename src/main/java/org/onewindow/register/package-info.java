/**
 * What other authorities' registers say about a vehicle, asked anew for every case: the facts and state of the vehicle, its
 * inspection, its compulsory insurance, its violations, and the licence of whoever drives it.
 *
 * <p>A register that does not answer is {@code SILENT}: an answer like the others, never an exception, so that the case
 * goes to an officer and is not refused. Every answer carries its source and its times.
 *
 * <p>The wire: {@code POST {url}/vehicle/query}, {@code /inspection/query}, {@code /insurance/query} and
 * {@code /violation/query} with <code>{"plate":"…","plateType":"01"}</code>; nothing personal stands in an address. 200
 * brings the record, which repeats plate and plate type and otherwise has the components of {@link VehicleRecord},
 * {@link Inspection}, {@link Insurance} or {@link Violations}; fields unknown here are ignored. 404 says that the register
 * does not know the vehicle. A driver is asked for by {@code POST {url}/driver/query} with
 * <code>{"licenceNumber":"…"}</code>, and the answer, a {@link DriverRecord}, repeats it. Whatever else comes is silence.
 *
 * <p>The population register is asked whether somebody bears a name and a number: {@code POST {url}/population/query} with
 * <code>{"name":"…","citizenId":"…"}</code>; 200 brings a {@link PersonRecord} that repeats both, 404 says that nobody does.
 *
 * <p>The vehicle register also reports by itself: {@code POST {url}/vehicle/changes} with <code>{"after":"…"}</code>, the id
 * of the last report that was taken or nothing, brings a list of {@link VehicleChange} in the register's order.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.onewindow.register;
