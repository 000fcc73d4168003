# Makes openapi.json one file: the schemas that it refers to become components of it, named FOLDER.NAME.
#   cmake -DFOLDER=schemas -DSCHEMAS="body/actor;…" -DOUT=openapi.json -P …
file(READ "${FOLDER}/openapi.json" document)
set(components "")
foreach(name IN LISTS SCHEMAS)
    file(READ "${FOLDER}/${name}.schema.json" schema)
    string(STRIP "${schema}" schema)
    string(REPLACE "/" "." component "${name}")
    string(APPEND components "      \"${component}\": ${schema},\n")
endforeach()
# The document says which dialect its schemas have.
string(REPLACE "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n" "" components "${components}")
string(REPLACE "\n    \"schemas\": {\n" "\n    \"schemas\": {\n${components}" document "${document}")
string(REGEX REPLACE "\"[$]ref\": \"(\\.\\./)?([a-z]+)/([a-z_]+)[.]schema[.]json\""
       "\"$ref\": \"#/components/schemas/\\2.\\3\"" document "${document}")
file(WRITE "${OUT}" "${document}")
