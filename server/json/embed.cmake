# Turns files into C arrays, each with a NUL behind it that its length does not count.
#   cmake -DFOLDER=schemas -DSCHEMAS="body/actor;…" -DFILES="policy.json;…" -DBUNDLE=openapi.json -DTEMPLATE=embedded.c.in -DOUT=embedded.c -P …
set(ARRAYS "")
set(SCHEMA_ROWS "")
set(FILE_ROWS "")

function(embed name path rows)
    file(READ "${path}" hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR len "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n"
           bytes "${bytes}")
    string(MAKE_C_IDENTIFIER "text_${name}" array)
    string(APPEND ARRAYS "static const unsigned char ${array}[] = {\n${bytes}0};\n")
    string(APPEND ${rows} "    {\"${name}\", (const char *)${array}, ${len}},\n")
    set(ARRAYS "${ARRAYS}" PARENT_SCOPE)
    set(${rows} "${${rows}}" PARENT_SCOPE)
endfunction()

foreach(name IN LISTS SCHEMAS)
    embed("${name}" "${FOLDER}/${name}.schema.json" SCHEMA_ROWS)
endforeach()
foreach(path IN LISTS FILES)
    embed("${path}" "${FOLDER}/${path}" FILE_ROWS)
endforeach()
embed("bundle/openapi.json" "${BUNDLE}" FILE_ROWS)
configure_file("${TEMPLATE}" "${OUT}" @ONLY)
