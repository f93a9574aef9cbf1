package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.tensor.io.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the tensors of a file. */
@Command(
    name = "inspect",
    header = "Print names, types, shapes and statistics of the tensors in a file.",
    description = {
      "",
      "The file may be one of PyTorch (.pt), safetensors (.safetensors) or NumPy (.npy, .npz); its"
          + " bytes tell which. Statistics leave out values that are NaN or infinite, which are"
          + " counted. The standard deviation is that of a population."
    })
final class Inspect implements Subcommand {
  @Parameters(paramLabel = "FILE", description = "The file to read.")
  Path file = Path.of("");

  @Override
  public Result run(Session session) throws IOException {
    TensorFile content = TensorFile.read(file);
    String format = content.format().name().toLowerCase(Locale.ROOT);
    List<TensorLine> tensors = new ArrayList<>();
    content.arrays().forEach((name, array) -> tensors.add(TensorLine.of(name, array)));
    long elements = tensors.stream().mapToLong(TensorLine::elements).sum();
    long bytes = tensors.stream().mapToLong(TensorLine::bytes).sum();

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("format", format);
    json.put("metadata", content.metadata());
    json.put("tensors", tensors.stream().map(TensorLine::json).toList());
    json.put("tensorCount", tensors.size());
    json.put("elementCount", elements);
    json.put("byteCount", bytes);

    StringBuilder text = new StringBuilder(PrintableText.of(file.toString()));
    text.append(
        String.format(
            Locale.ROOT,
            ": %s, %,d %s, %,d elements, %,d bytes\n",
            format,
            tensors.size(),
            tensors.size() == 1 ? "tensor" : "tensors",
            elements,
            bytes));
    content
        .metadata()
        .forEach((key, value) -> text.append(PrintableText.of(key + ": " + value)).append('\n'));
    if (!tensors.isEmpty()) {
      text.append('\n').append(table(tensors));
    }
    return new Result(json, text.toString());
  }

  private static Table table(List<TensorLine> tensors) {
    Table table =
        new Table(
            Align.LEFT,
            Align.LEFT,
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.LEFT);
    table.add(List.of("name", "type", "shape", "min", "max", "mean", "std", "l2", ""));
    tensors.forEach(tensor -> table.add(tensor.cells()));
    return table;
  }
}
