<#ftl output_format="plainText">
${msg("cloakpoolAccountExistsBody", realmName)}
