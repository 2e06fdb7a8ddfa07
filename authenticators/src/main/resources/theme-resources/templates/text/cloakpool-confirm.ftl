<#ftl output_format="plainText">
${msg("cloakpoolEmailCodeHoursBody", realmName, code, hours)}

${msg("cloakpoolEmailConfirmLink")}

${link}
