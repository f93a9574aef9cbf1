package dev.jacquard.cli;

import dev.jacquard.hypernet.predict.Networks;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.OpenCl;
import dev.jacquard.tensor.kernel.OpenClDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Tells what this program is and what it computes on. */
@Command(
    name = "info",
    header =
        "Print version, Java virtual machine, backend chosen and why, networks, and embedded data.")
final class Info implements Subcommand {
  private static final long MEBIBYTE = 1 << 20;

  @Override
  public Result run(Session session) {
    Compute compute = session.compute();
    Runtime runtime = Runtime.getRuntime();
    String processor = Processor.name().orElse("unknown");
    List<EmbeddedData> data = EmbeddedData.all();

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", Version.number());
    json.put("jvm", property("java.vm.name"));
    json.put("javaVersion", property("java.runtime.version"));
    json.put("javaVendor", property("java.vendor"));
    json.put("os", property("os.name") + " " + property("os.version"));
    json.put("architecture", property("os.arch"));
    json.put("processor", processor);
    json.put("processors", runtime.availableProcessors());
    json.put("backend", compute.backend().toString());
    json.put("reason", compute.reason());
    json.put("threads", compute.threads());
    OpenCl openCl = OpenCl.find();
    json.put("openCl", openCl(openCl));
    json.put("maxHeapBytes", runtime.maxMemory());
    json.put("networks", Networks.names());
    json.put(
        "embeddedData",
        data.stream().map(d -> Map.of("name", d.name(), "contents", d.contents())).toList());

    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("version", json.get("version"));
    lines.put(
        "JVM", json.get("jvm") + " " + json.get("javaVersion") + ", " + json.get("javaVendor"));
    lines.put("system", json.get("os") + ", " + json.get("architecture"));
    lines.put("processor", processor + ", " + json.get("processors") + " available");
    lines.put("backend", compute.backend() + " (" + compute.reason() + ")");
    lines.put("threads", compute.threads());
    lines.put("OpenCL", openCl.devices().isEmpty() ? openCl.obstacle() : devices(openCl));
    lines.put("heap", "at most " + runtime.maxMemory() / MEBIBYTE + " MiB");
    lines.put("networks", Networks.names().size() + " well-known ones; --json names them");
    lines.put(
        "embedded data",
        data.isEmpty()
            ? "none"
            : data.stream()
                .map(d -> d.name() + " (" + d.contents() + ")")
                .collect(Collectors.joining(", ")));
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> text.append(String.format("%-15s%s\n", name, value)));
    return new Result(json, text.toString());
  }

  private static Map<String, Object> openCl(OpenCl found) {
    List<Map<String, Object>> devices = new ArrayList<>();
    for (OpenClDevice each : found.devices()) {
      Map<String, Object> device = new LinkedHashMap<>();
      device.put("number", each.number());
      device.put("platform", each.platform());
      device.put("name", each.name());
      device.put("kind", each.kind().name());
      device.put("units", each.units());
      device.put("memoryBytes", each.memory());
      devices.add(device);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("devices", devices);
    json.put("obstacle", found.obstacle());
    return json;
  }

  private static String devices(OpenCl found) {
    return found.devices().stream().map(OpenClDevice::toString).collect(Collectors.joining("; "));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
